"""How servers' notices are headed, and what they say of a letter: that it waits, was blocked, or arrived."""

from __future__ import annotations

import re

SUBJECT_OF_NOTICE = re.compile(
    r"undeliver|non[- ]?(?:deliver|remis|recapit|entreg)|not delivered|could ?n[o']t be delivered|returned (?:mail|to sender)|failure notice|mail failure|"
    r"(?:during |failure )delivery|mail failed|failed mail|permanent failure|delivery (?:status|fail|warning|has failed|problem|delay|error|incomplete|report|notification)|mail delivery|message (?:delayed|status)|"
    r"delayed|warning: message|unzustellbar|nicht (?:zugestellt|zustellbar)|unzustellbarkeit|zustellung|no se (?:ha podido|pudo) entregar|"
    r"no entregad|no se puede entregar|error en (?:la entrega|el envío)|correo devuelto|échec|non distribu|impossibl|mancat[ao] (?:recapito|consegna)|"
    r"n[ãa]o (?:foi )?entreg|falha na entrega|devolvid|onbestelbaar|niet bezorgd|kan (?:inte|ikke) leveres?(?:as)?|olevererbar|ikke leveret|ei voi(?:tu)? toimittaa|toimittamat|niedostarcz|nie można dostarczyć|nedoručiteln|nelze doručit|kézbesíth|teslim edilemedi|nelivrabil|nu se poate livra|δεν (?:ήταν|είναι) δυνατή|"
    r"не доставлено|неможливо доставити|no es pot lliurar|无法(?:送达|投递)|未送达|無法傳遞|退信|배달되지|배달할 수 없|(?:전송|발송)에? ?실패|전송할 수 없|반송|недоставлен|не доставлен|возвращ|配信|エラー|送信できませんでした",
    re.IGNORECASE,
)
WAITS = re.compile(
    r"not yet been delivered|has been delayed|still trying|will (?:be retried|retry|continue|keep trying|try again)|(?:delivery|message) (?:is|was)? ?delayed|"
    r"delay (?:reason|in deliver)|no action is required|verzögert|noch nicht zugestellt|retrasad|aún no se ha|n'a pas encore|retardée|temporariamente atrasad|задерж",
    re.IGNORECASE,
)
# Filters that block letters call their notices warnings.
BLOCKED = re.compile(r"\b(?:was|has been) blocked\b|\bhas not been delivered\b", re.IGNORECASE)
SAYS_ARRIVED = re.compile(
    r"\b(?:success\w* (?:mail )?deliver\w*|(?:was|has been|were) (?:successfully )?(?:delivered|relayed) to)\b|(?:wurde|wurden) (?:erfolgreich )?(?:an .{0,80})?zugestellt\b|(?:ha sido|fue|se ha) entregad[oa]|a (?:bien )?été (?:remis|distribu)|è stato (?:consegnato|recapitato)|foi entregue|is (?:afgeleverd|bezorgd)",
    re.IGNORECASE,
)
