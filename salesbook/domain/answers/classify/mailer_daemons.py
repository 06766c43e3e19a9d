"""Whether a program that carries mail wrote something: by its sender, and by the shape of what it says."""

from __future__ import annotations

import re

from salesbook.domain.answers.classify.parsed_mail import ParsedMail

_SURELY = re.compile(r"mailer[-_. ]?daemon|mail(?:er)? ?d(?:a?e|ae)mon", re.IGNORECASE)
_DAEMON = re.compile(
    r"(?:mailer|mail|double|m)?[-_.]?(?:daemon|bounces?)|post[-_.]?master|mail-?delivery(?:-?subsystem)?|mailadmin|ndr|non-?delivery",
    re.IGNORECASE,
)
# What carries mail under another name: gateways, filters, list robots. Alone it says little: shops use such names too.
_ROBOT = re.compile(
    r"inetgw\d*|post-?office|(?:mail|smtp|mx|e?mail)[-_.]?(?:gw|gate(?:way)?|server|system|scanner|sweeper|marshal|filter|router|relay|robot|service|agent|delivery)\d*|"
    r"(?:mail[-_.]?)?delivery[-_.]?(?:system|service|agent|notifications?|status|reports?|subsystem)|mail\.delivery\.system|smtpd?\d*|gateway\d*|mmsc?|"
    r"majordomo?|list(?:serv|proc|manager|master|star|guard)?|mailman|sympa|ezmlm|lyris\w*|owner-.+|.+-owner|.+-(?:bounces?|request|errors?|admin|return)(?:[+=-].*)?|bounces?[+=-].*|"
    r"(?:prvs=.{1,20}=)?(?:ndr|postmaster)|(?:no|non)-?deliver(?:y|ies|able)\w*|undeliver\w*|error(?:s|-?mail)?|returned?-?mail|"
    r"sys(?:tem)?-?(?:admin|daemon|op)?|administrator|root|uucp|amavis\w*|(?:anti-?)?virus\w*|(?:anti-?)?spam\w*|content-?filter\w*|quarantine|ironport\w*|barracuda\w*|"
    r"interscan\w*|imsv?[sa]\w*|symantec\w*|mimecast\w*|proofpoint\w*|(?:microsoft)?exchange[0-9a-f]*|notes|domino|groupwise|"
    r"(?:no|do-?not|ne-?pas|nicht|non)[-_.]?(?:reply|respond|repondre|antworten|rispondere)\w*|auto(?:mail(?:er)?|-?reply|responder)",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"majordomo?|list(?:serv|proc|manager|master|guard)|mailman|sympa|ezmlm|lyris\w*|owner-.+|.+-owner|.+-(?:bounces?|request|errors|return|confirm)(?:[+=-].*)?|bounces?[+=-].*",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"mail(?:er)? deliver|deliver\w* (?:sub)?system|mail administrator|system administrator|mail(?:er)? (?:system|router|gateway|daemon|server)|\bpost ?master|\bpostmeister|"
    r"\bndr\b|interscan|mailscanner|jetmail|mdaemon|listserv|majordomo|mailman|mailmarshal|surfcontrol|symantec|messagelabs|mimecast|barracuda|ironport|microsoft outlook$|"
    r"zustell(?:system|dienst|ung)|sistema de (?:entrega|correo)|subsistema de entrega|(?:système|service) de (?:distribution|messagerie)|sistema di (?:consegna|posta)|"
    r"доставк[аи]|почтов(?:ая|ый) (?:система|робот)|メール(?:配信|サーバ|システム)|邮件(?:系统|投递)|系统退信|退信",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"undeliver|non[- ]?deliver|not (?:be(?:en)? )?(?:successfully )?(?:deliver|sent|reach|accepted)|\bn[o']t (?:be )?(?:deliver|sent|reach)|(?:unable|failed|failure|inability|impossible|trouble|problems?|attempt\w*) (?:to |in |while |when |with )?(?:deliver|send|transmit|reach)|"
    r"deliver\w* (?:\S+ ){0,12}?(?:fail|problem|error|impossible)|fail\w* (?:\S+ ){0,4}?(?:deliver|recipient|address)|(?:mail|message|recipients?|addresse?s?)\b.{0,80}\b(?:rejected|refused|bounced|failed)\b|returned (?:mail|to (?:the )?sender|message|unopened)|(?:mail|message) (?:is |was |has been )?(?:being )?returned|(?:mail|message)\b.{0,120}\b(?:was|has been) (?:blocked|stopped|quarantined)|"
    r"(?:permanent|fatal|following|delivery) (?:\w+ )?errors?|no such (?:user|mailbox|recipient|address)|(?:user|recipient|mailbox|host|address|alias)\w*(?: \S+)? (?:is )?(?:unknown|not found|full)|unknown (?:user|recipient|host|mailbox)|invalid final delivery|quota|no valid recipients|"
    r"unzustellbar|nicht (?:zugestellt|zustellbar|ausgeliefert|übermittelt)|zustellung (?:fehl|nicht|ist|war)|no (?:se )?(?:ha podido|pudo|puede|ha sido|fue) (?:ser )?entreg|entreg\w+ (?:fall|no)|devuelto|"
    r"n'a (?:pas )?(?:pu|été)|non (?:remis|distribu|d[ée]livr)|[ée]chec d|impossib\w+ (?:to |de |di )?(?:deliver|remett|distribu|recapit|consegn|invi)|non (?:è stato (?:possibile )?|può essere )?(?:consegn|recapit)|mancat[ao] (?:recapito|consegna)|n[ãa]o (?:foi|p[ôo]de|pôde) (?:ser )?entreg|devolvid|onbestelbaar|niet (?:worden )?(?:bezorgd|afgeleverd)|"
    r"nie (?:został\w* |może być |udało się )(?:dostarcz|doręcz)|nelze doručit|nebylo možné|(?:kunde|kan|gick) inte (?:att )?(?:levereras?|skickas)|kunne ikke leveres|kan ikke leveres|ikke leveret|kézbesíthetetlen|nu (?:s-a putut|se poate|a putut fi) livra\w*|nelivrabil|δεν (?:ήταν|είναι) δυνατή η παράδοση|неможливо доставити|не вдалося доставити|no es pot lliurar|ei voitu toimittaa|teslim edilemedi|nem kézbesíthető|не (?:было |может быть |удалось )?достав|недоставлен|"
    r"送信できません|配信できません|届けできません|配信に失敗|送信に失敗|エラー|无法(?:送达|投递|发送)|發送失敗|发送失败|退信|投递失败|배달할 수 없|전송 실패|반송",
    re.IGNORECASE,
)  # fmt: skip
_CODE = re.compile(r"(?<![\d.@])[45]\d\d[ -](?=\S)|(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])")


def is_surely(mail: ParsedMail) -> bool:
    """Whether MAILER-DAEMON wrote it, with an address or without one."""
    written = mail.header("From")
    return bool(
        _SURELY.fullmatch(mail.sender[1].partition("@")[0])
        or ("@" not in written and _SURELY.search(written))
    )


def is_daemon(mail: ParsedMail) -> bool:
    """Whether its sender is called as programs are that carry mail."""
    return bool(_DAEMON.fullmatch(mail.sender[1].partition("@")[0]) or _NAME.search(_written(mail)))


def is_list_robot(mail: ParsedMail) -> bool:
    """Whether its sender is called as the programs of mailing lists are."""
    return bool(_LISTS.fullmatch(mail.sender[1].partition("@")[0]))


def is_named_as_robot(mail: ParsedMail) -> bool:
    """Whether its sender is called as programs are: also as gateways, filters and list robots."""
    return is_surely(mail) or is_daemon(mail) or bool(_ROBOT.fullmatch(mail.sender[1].partition("@")[0]))


def is_robot(mail: ParsedMail) -> bool:
    """Whether its sender may be a program: one that is called so, or nobody at all."""
    return is_named_as_robot(mail) or takes_no_answer(mail)


def takes_no_answer(mail: ParsedMail) -> bool:
    """Whether its sender is blank, in the envelope or in From."""
    written = mail.header("From").strip()
    envelope = mail.header("Return-Path").replace(" ", "")
    return envelope == "<>" or not written or written.endswith("<>") or bool(_SURELY.search(envelope))


def tells_of_failure(text: str) -> bool:
    """Whether a text says that something was not delivered."""
    return bool(_FAILED.search(text[:4000]))


def has_code(text: str) -> bool:
    """Whether a server's reply stands in the text, such as 550 or 5.1.1."""
    return bool(_CODE.search(text[:8000]))


def _written(mail: ParsedMail) -> str:
    """The name of the sender, also where From holds no address."""
    return mail.sender[0] or mail.header("From").partition("<")[0]
