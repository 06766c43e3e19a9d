"""Which noes of servers are for good: those that lie in the address, and none of which we, the letter or the hour are the cause."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify import Kind
from salesbook.domain.answers.classify.status_codes import judged

# Code and words, as servers write them.
GONE = (
    ("", "550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550"),
    ("", "550 Message was not accepted -- invalid mailbox.  Local mailbox a@mail.example is unavailable: user not found"),
    ("", "550 RCPT (a@earthlink.net) does not exist"),
    ("", "550 Unknown user"),
    ("", "550 User not found: a@163.com"),
    ("", "554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.com) [0]"),
    ("", "Der Empfänger ist unbekannt"),
    ("", "Sorry your message to userx@example.com cannot be delivered. This account has been disabled or discontinued [#102]."),
    ("5.0.0", "550 #5.1.0 Address rejected: no such user"),
    ("5.0.0", "550 Unknown user a@docomo.ne.jp"),
    ("5.0.0", "550 no such user"),
    ("5.1.1", ""),
    ("5.1.1", "511 5.1.1 unknown address or alias: <spam-limit@block.example>"),
    ("5.1.1", "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in relay recipient table"),
    ("5.1.1", "550 5.1.1 Adresse d'au moins un destinataire invalide. Invalid recipient. OFR_416 [416]"),
    ("5.1.1", "550 5.1.1 unknown or illegal alias: a@firm.example"),
    ("5.1.1", "550 User unknown"),
    ("5.1.1", "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550-5.1.1 unnecessary spaces. Learn more at 550 5.1.1 https://support.google.com/mail/?p=NoSuchUser"),
    ("5.1.1", "user unknown: a@firm.example does not like recipient"),
    ("5.1.10", ""),
    ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient kim@firm.example not found by SMTP address lookup"),
    ("5.1.2", ""),
    ("5.1.2", "550 5.1.2 Host unknown (Name server: firm.example: host not found)"),
    ("5.1.6", "551 5.1.6 Recipient no longer on server"),
    ("5.2.1", "550 5.2.1 The email account that you tried to reach is disabled. Learn more at https://support.google.com"),
    ("5.2.1", "550 5.2.1 The email account that you tried to reach is inactive"),
    ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)"),
    ("5.4.1", "Recipient address rejected: Access denied"),
    ("5.4.310", "DNS domain does not exist"),
    ("5.4.4", ""),
    ("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable"),
    ("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)"),
    ("5.7.1", "550 5.7.1 No such user"),
    ("5.7.1", "550 5.7.1 No such user!"),
    ("", "550 address not present in directory"),
    ("", "destination addresses were unknown"),
    ("", "550 is not an active address at this host"),
    ("", "550 mailbox not present"),
    ("", "550 Nessun utente simile in questo indirizzo"),
    ("", "550 recipient address rejected: userunknown"),
    ("", "550 This address no longer accepts mail"),
    ("", "550 user missing home directory"),
    ("", "550 user not active"),
    ("", "550 vdeliver: invalid or unknown virtual user"),
    ("", "550 no jo in name directory"),
    ("", "550 non existent user"),
    ("", '550 unknown local-part "jo" in domain "client.example"'),
    ("", "550 domain must exist"),
    ("", "550 5.2.1 is a deactivated mailbox"),
    ("", "550 Boite du destinataire archivee. Archived recipient. LPN007_420"),
    ("", "550 Uživatel neexistuje"),
    ("", "550 Brugeren findes ikke"),
    ("", "550 Okänd användare"),
    ("", "550 Ukjent mottaker"),
    ("", "550 Tuntematon vastaanottaja"),
    ("", "550 Kullanıcı bulunamadı"),
    ("", "550 Ismeretlen címzett"),
    ("", "550 Utilizator necunoscut"),
    ("", "550 Άγνωστος παραλήπτης"),
    ("", "550 Користувача не знайдено"),
    ("", "550 사용자를 찾을 수 없습니다"),
    ("", "550 존재하지 않는 사용자"),
    ("", "550 Usuari desconegut"),
    ("5.1.0", "Domain client.example does not accept mail (nullMX)"),
    ("", "550 Der Empfänger ist unbekannt. Bitte prüfen Sie die Adresse"),
    ("", "550 收件人：邮箱不存在 发件人：x"),
)  # fmt: skip

NOT_GONE = (
    ("", "550 No such user in sender domain: cannot verify sender"),
    ("", "550 Mailbox unavailable or access denined"),
    ("5.5.0", "550 Requested action not taken: the domain of the sender could not be found"),
    ("", "550 The sender's host name could not be found"),
    ("", "554 mailbox not available: server down for maintenance"),
    ("", "550 授信失败 发信人不存在"),
    ("", "550 发件人地址不存在"),
    ("", "550 寄件者網域不存在"),
    ("", "550 送信者が存在しません"),
    ("", "550 送信元ドメインが見つかりません"),
    ("", "550 Absenderadresse unbekannt"),
    ("", "550 Die Domain des Absenders wurde nicht gefunden"),
    ("", "550 El dominio del remitente no existe"),
    ("", "550 Le domaine de l'expéditeur n'existe pas"),
    ("", "550 Afzender bestaat niet"),
    ("", "550 Het domein van de afzender bestaat niet"),
    ("", "550 Adres nadawcy nie istnieje"),
    ("", "550 Nieznany nadawca"),
    ("", "550 Unbekannter Absender"),
    ("5.0.0", "550 Invalid user or password"),
    ("5.0.0", "535 5.7.8 Username and Password not accepted. user unknown"),
    ("5.0.0", "554 5.7.0 Login failed: account not found"),
    ("5.4.3", "directory server failure: user not found"),
    ("5.7.1", "550 5.7.1 Recipient not in allow list: user unknown for this sender"),
    ("5.1.1", "Odesílatel neexistuje"),
    ("", "Avsändaren finns inte"),
    ("", "Lähettäjää ei löydy"),
    ("", "Gönderen bulunamadı"),
    ("", "A feladó ismeretlen"),
    ("", "Expeditorul nu există"),
    ("", "Ο αποστολέας δεν υπάρχει"),
    ("", "Відправника не знайдено"),
    ("", "발신자를 찾을 수 없습니다"),
    ("", "El remitent no existeix"),
    ("", "450 Unknown user"),
    ("", "550 Access denied. IP name lookup failed"),
    ("", "550 Administrative prohibition - envelope blocked"),
    ("", "550 MI:SPF mx7, please see http://mail.163.com/help"),
    ("", "550 Mailbox unavailable or access denied"),
    ("", "550 Rejected: 192.0.2.1 is listed at zen.spamhaus.org"),
    ("", "550 Requested action aborted"),
    ("", "550 spam message rejected. Please visit http://help.mail.ru/notspam"),
    ("", "550 too many messages from your IP"),
    ("", "552 Message size exceeds fixed maximum message size"),
    ("", "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.spamcop.net"),
    ("", "554 5.7.1 [CS01] Message rejected due to local policy"),
    ("", "554 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1"),
    ("", "554 delivery error: dd Requested mail action aborted"),
    ("", "Ihre Nachricht wurde wegen unserer Richtlinien abgelehnt"),
    ("", "it did not work"),
    ("", "recipient's mail server is not available"),
    ("4.4.1", "Connection timed out"),
    ("5.0.0", ""),
    ("5.0.0", "501 Invalid sender domain"),
    ("5.0.0", "550 #5.1.0 Address rejected."),
    ("5.0.0", "550 Sender verify failed: no such user here"),
    ("5.0.0", "550 mail from norte.example is not accepted: no PTR record"),
    ("5.0.0", "550 something happened"),
    ("5.0.0", "552 4.2.2 mailbox full"),
    ("5.0.0", "553 sorry, your mailserver is rejected by our policy"),
    ("5.0.0", "554 Email address is not verified. The following identities failed the check in region US-EAST-1: ana@norte.example"),
    ("5.0.0", "554 blocked by policy"),
    ("5.1.0", "550 5.1.0 <x@our.example> sender rejected : unknown user"),
    ("5.1.0", "550 5.1.0 sender rejected"),
    ("5.1.1", "550 5.1.1 Message rejected due to content restrictions"),
    ("5.1.1", "550 5.1.1 RCP-P2 http://postmaster.example.com Refused due to recipient preferences"),
    ("5.1.1", "550 5.1.1 Recipient rejected: quota"),
    ("5.1.1", "550 5.1.1 Sender not allowed"),
    ("5.1.1", "550 5.1.1 blocked by our spam filter"),
    ("5.1.1", "550 5.1.1 mailbox full"),
    ("5.1.1", "554 5.1.1 rate limited"),
    ("5.1.3", "553 5.1.3 SPF check failed for sender"),
    ("5.1.8", "501 5.1.8 <x@our.example>... Sender domain must exist"),
    ("5.1.8", "sender address rejected: domain not found"),
    ("5.1.90", "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients"),
    ("5.2.0", "552 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]"),
    ("5.2.0", "554 5.2.0 STOREDRV.Deliver; delivery result banned"),
    ("5.2.1", "550 5.2.1 Mailbox disabled, not accepting messages"),
    ("5.2.1", "550 5.2.1 Mailbox temporarily disabled"),
    ("5.2.1", "550 5.2.1 This mailbox has been blocked due to inactivity"),
    ("5.2.1", "550-5.2.1 The user you are trying to contact is receiving mail at a rate that 550-5.2.1 prevents additional messages from being delivered."),
    ("5.2.2", ""),
    ("5.2.3", ""),
    ("5.3.0", "552 disk full"),
    ("5.3.4", "too big"),
    ("5.4.1", "550 5.4.1 Relay Access Denied"),
    ("5.4.1", "No answer from host"),
    ("5.4.6", "routing loop"),
    ("5.4.7", ""),
    ("5.5.0", "550 5.5.0 something happened"),
    ("5.5.2", "syntax error"),
    ("5.6.0", ""),
    ("5.7.0", "550 5.7.0 Local Policy Violation"),
    ("5.7.1", "550 5.7.1 <a@b.example>: Recipient address rejected: Greylisted, user unknown to us"),
    ("5.7.1", "550 5.7.1 Delivery not authorized, message refused"),
    ("5.7.1", "550 5.7.1 Our system has detected that this message is likely unsolicited mail"),
    ("5.7.1", "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140)"),
    ("5.7.1", "554 5.7.1 spam"),
    ("5.7.133", "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required"),
    ("5.7.26", "550-5.7.26 Unauthenticated email from norte.example is not accepted due to domain's DMARC policy"),
    ("5.7.26", "unauthenticated, DMARC"),
    ("5.7.708", "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP"),
)  # fmt: skip


@pytest.mark.parametrize(("status", "said"), GONE)
def test_an_address_that_nobody_has_is_given_up(status, said):
    assert judged(status, said) is Kind.HARD


@pytest.mark.parametrize(("status", "said"), NOT_GONE)
def test_an_address_is_not_given_up_for_what_is_not_its_own(status, said):
    assert judged(status, said) is Kind.SOFT


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.1.10", "5.2.1", "5.4.1", "5.0.0", ""])
@pytest.mark.parametrize(
    "cause",
    [
        "our rate limit is reached", "sender address rejected", "the sender is not verified", "your IP is blocked", "message blocked as spam",
        "SPF failed", "DKIM signature missing", "rejected by DMARC", "mailbox full", "disk full", "greylisted", "policy violation",
        "message too large", "try again later", "listed in a DNSBL", "authentication required", "content rejected", "too many connections",
    ],
)  # fmt: skip
def test_whatever_the_code_such_a_cause_is_not_for_good(status, cause):
    assert judged(status, f"550 {status} user unknown: {cause}") is Kind.SOFT
    assert judged(status, f"550 {status} {cause}".replace("  ", " ")) is Kind.SOFT


def test_the_address_that_failed_is_no_cause_itself():
    assert judged("5.1.1", "550 5.1.1 <spam.blocked@limit.example>: user unknown") is Kind.HARD
    assert judged("5.1.1", "550 5.1.1 user unknown, see https://policy.example/blocked") is Kind.HARD


@pytest.mark.parametrize(
    "said",
    [
        "550 <ana@norte.example>: User unknown", "550 Domain norte.example ist unbekannt", "550 mail.norte.example: host not found",
        "550 5.1.1 verification of <ana@norte.example>: no such user", "550 domain of norte.example not found in DNS",
    ],
)  # fmt: skip
def test_an_address_is_not_given_up_because_nobody_knows_ours(said):
    assert judged("5.1.1", said, {"norte.example"}) is Kind.SOFT


@pytest.mark.parametrize(
    "said",
    [
        "Your message from ana@norte.example to <jo@client.example> could not be delivered: user unknown",
        "Hello ana@norte.example, the following address failed: user unknown", "mx.notnorte.example: user unknown",
    ],
)  # fmt: skip
def test_our_own_address_beside_a_reason_is_no_cause(said):
    assert judged("", said, {"norte.example"}) is Kind.HARD
