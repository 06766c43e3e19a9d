"""Notices of servers about letters that did not arrive, one small mail for each way to write them."""

from __future__ import annotations

LETTER = "<0123456789abcdef0123456789abcdef@norte.example>"  # one of ours, as `corpus.ours` has it
REFERS = f"In-Reply-To: {LETTER}\nReferences: {LETTER}\n"
_HEADS = f"""\
Received: from desk.norte.example by mail.norte.example; Mon, 1 Jun 2026 09:12:44 +0200
Message-ID: {LETTER}
From: Ana Ruiz <ana@norte.example>
To: TO
Subject: News from Norte
Date: Mon, 01 Jun 2026 09:12:44 +0200
"""


def notice(
    text: str, *, sender: str, subject: str = "Mail", to: str = "jo@client.example", more: str = ""
) -> bytes:
    """A plain notice; ORIGINAL in its text stands for the head of our letter, TO for the address that failed."""
    body = text.replace("ORIGINAL", _HEADS).replace("TO", to)
    return f"From: {sender}\nTo: ana@norte.example\nSubject: {subject.replace('TO', to)}\n{more}\n{body}\n".encode()


def report(fields: str, *, words: str = "It failed.", boundary: str = "b", told: str = "b") -> bytes:
    """A report by RFC 3464 with these fields; `told` is the boundary that its head names."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.client.example
To: ana@norte.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
 boundary="{told}"

--{boundary}
Content-Type: text/plain

{words}
--{boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.client.example

{fields}
--{boundary}
Content-Type: text/rfc822-headers

{_HEADS.replace("TO", "jo@client.example")}
--{boundary}--
""".encode()


# Name, the notice, and what it is: "hard", "soft" or "delayed".
NOTICES = (
    ("MAILER-DAEMON without an address", notice(
        "550 <TO>... User unknown\n\nORIGINAL", sender="MAILER-DAEMON <>", subject="Returned mail"), "hard"),
    ("only the name of one", notice(
        "<TO>: mailbox is full\n\nORIGINAL", sender="MAILER-DAEMON"), "soft"),
    ("an empty sender", notice(
        'Your mail cannot be delivered to the following address(es):\n TO "(0), ErrMsg=mail box space not enough"\n\nORIGINAL',
        sender='"Jetmail System" <>', subject="Mail Error", more="Precedence: bulk\nList-Id: <x.example>\n"), "soft"),
    ("postmaster with an underscore", notice(
        "Your message was not delivered.\nTO: no such user here\n\nORIGINAL", sender="post_master@client.example"), "hard"),
    ("an internet gateway", notice(
        "The following mail could not be delivered.\nReason: user unknown TO\n\nORIGINAL", sender="inetgw1@client.example",
        subject="Mail could not be delivered", more="Precedence: bulk\nList-Id: <x.example>\n"), "hard"),
    ("a list robot", notice(
        "Delivery to TO failed: 550 5.1.1 unknown user\n\nORIGINAL", sender="majordomo@client.example", subject="Error"), "hard"),
    ("an owner of a list", notice(
        "Message could not be delivered\n<TO>: 552 message too large\n\nORIGINAL", sender="owner-news@client.example"), "soft"),
    ("sendmail of version 5", notice(
        "   ----- Transcript of session follows -----\n... while talking to mx.client.example:\n>>> RCPT To:<TO>\n"
        "<<< 550 <TO>, User Unknown\n550 <TO>... User unknown\n\n   ----- Unsent message follows -----\nORIGINAL",
        sender="Mail Delivery Subsystem <MAILER-DAEMON>", subject="Returned mail: User unknown"), "hard"),
    ("sendmail of version 5, with a time-out", notice(
        "   ----- Transcript of session follows -----\n421 client.example (smtp)... Deferred: Connection timed out\n\n"
        "   ----- Unsent message follows -----\nORIGINAL", sender="Mail Delivery Subsystem <MAILER-DAEMON>",
        subject="Returned mail: Host unavailable"), "soft"),
    ("a telephone company of Japan, full", notice(
        "送信先のメールボックスが一杯のため、送信できませんでした。\n\nYour mail sent on: Thu, 29 May 2026 23:45:22 +0900\n"
        "     Could not be delivered to: <TO>\n     As their mailbox is full.\n\nORIGINAL", sender="no-reply@dion.example",
        subject="=?utf-8?b?44Oh44O844Or44Ko44Op44O86YCa55+l?="), "soft"),
    ("a filter of Japan", notice(
        "以下のメールアドレスへの送信に失敗しました。\nTO\n\n-------server message\n550 5.1.1 unknown user <TO>\n\n-------original message\nORIGINAL",
        sender="mailgw@client.example", subject="failure notice"), "hard"),
    ("a telephone", notice(
        "Message could not be delivered to mobile.\nError: No valid recipients for this MM\n\nOriginal Message:\nORIGINAL",
        sender="MMSC NDR Administrator <sysadmin@client.example>", subject="Undeliverable Message", more="Return-Path: <>\n"), "soft"),
    ("qmail", notice(
        "Hi. This is the qmail-send program at client.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up.\n\n<TO>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nORIGINAL",
        sender="MAILER-DAEMON@client.example", subject="failure notice"), "hard"),
    ("exim that retries", notice(
        "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its "
        "recipients after more than 24 hours.\n\n  TO\n    Delay reason: connection timed out\n\nNo action is required on your part.\n\nORIGINAL",
        sender="Mail Delivery System <Mailer-Daemon@client.example>", subject="Warning: message delayed 24 hours"), "delayed"),
    ("InterScan", notice(
        "Sent <<< RCPT TO:<TO>\nReceived >>> 550 5.1.1 <TO>... user unknown\n\nUnable to deliver message to <TO>\n\nORIGINAL",
        sender='"InterScan MSS" <imss@client.example>', subject="Mail could not be delivered"), "hard"),
    ("Exchange of old", notice(
        "Your message\n\n  To:      TO\n  Subject: News\n\ndid not reach the following recipient(s):\n\nTO on Mon, 1 Jun 2026\n"
        "    The recipient name is not recognized\n\nORIGINAL", sender="System Administrator <postmaster@client.example>",
        subject="Undeliverable: News"), "hard"),
    ("a server of Russia", notice(
        "Ваше сообщение не было доставлено следующим адресатам:\n\nTO: неизвестный пользователь\n\nORIGINAL",
        sender="Почтовая система <robot@client.example>", more="Return-Path: <>\n"), "hard"),
    ("a server of China", notice("您的邮件被退回\n\n无法投递到 TO: 550 用户不存在\n\nORIGINAL", sender="postmaster@client.example"), "hard"),
    ("unknown words under a general code", report(
        "Final-Recipient: rfc822; jo@client.example\nAction: failed\nStatus: 5.5.0\nDiagnostic-Code: smtp; 550 flurbed"), "soft"),
    ("a boundary that is not the one it names", report(
        "Final-Recipient: rfc822; jo@client.example\nAction: failed\nStatus: 5.1.1", told="another"), "hard"),
    ("a report for two on adjacent lines", report(
        "Final-Recipient: rfc822; al@client.example\nFinal-Recipient: rfc822; jo@client.example\nAction: failed\nStatus: 5.1.1"), "hard"),
    ("a report for two without a blank line between them", report(
        "Final-Recipient: rfc822; al@client.example\nAction: failed\nStatus: 4.2.2\nFinal-Recipient: rfc822; jo@client.example\nAction: failed\nStatus: 5.1.1"),
     "hard"),
    ("a report that is said to be undeliverable", report(
        "Final-Recipient: rfc822; jo@client.example\nAction: undeliverable\nStatus: 5.1.1"), "hard"),
    ("5.1.1 for what the part for people calls spam", report(
        "Final-Recipient: rfc822; jo@client.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1",
        words="jo@client.example: rejected as spam"), "soft"),
    ("a part whose head is that of the letter", notice(
        "This is a multi-part message.\n\n--b\nContent-Type: text/plain\n\n---The following addresses had delivery errors---\n\nTO [User unknown]\n\n--b\n"
        "ORIGINAL\nHello\n--b--", sender='"Mail Deliver System" <MAILER-DAEMON@client.example>', subject="Returned Mail: User unknown",
        more='Content-Type: multipart/mixed; boundary="b"\n'), "hard"),
    ("the head of the letter in a file", notice(
        "--b\nContent-Type: text/plain\n\nWe had trouble delivering your message. The following recipients returned permanent errors: TO. "
        "[554 5.4.6 Hop count exceeded]\n\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=heads.txt\n\nORIGINAL\n--b--",
        sender="mailer-daemon", subject="There was an error sending your mail", more='Precedence: list\nContent-Type: multipart/mx6d; boundary="b"\n'), "soft"),
    ("lines that end as on old Macs", notice(
        "Unknown user: TO\n\nOriginal message follows.\n\nORIGINAL", sender="postmaster@client.example", subject="Undeliverable Mail"
    ).replace(b"\n", b"\r"), "hard"),
    ("two without a report, on adjacent lines", notice(
        "Your message could not be delivered to:\n\n<al@client.example>\n<TO>\n\n550 5.1.1 User unknown\n\nORIGINAL",
        sender="postmaster@client.example"), "hard"),
    ("a mailbox of China", notice("很抱歉您发送的邮件被退回，以下是该邮件的相关信息：\n\n被退回邮件 主题：News\n时间：2026-06-01\n\n无法发送到 TO\n\n退信原因： 收件人邮件地址（TO）不存在，邮件无法送达。\nhost mx said: 550 Mailbox not found", sender="PostMaster@mail.example", subject="来自qq.com的退信", more=REFERS), "hard"),
    ("a filter that names a reputation", notice("This is a system-generated message to inform you that your email could not be delivered to one or more recipients. Details of the email and the error are as follows:\n\n<TO>: 550 csi.mimecast.org Poor Reputation Sender.", sender="postmaster@client.example", subject="[Postmaster] Email Delivery Failure", more=REFERS), "soft"),
    ("a filter without a letter", notice("Your message to TO was blocked by Proofpoint: 554 5.7.0 Blocked - see https://filter.example/", sender="Proofpoint Essentials <do-not-reply@mail.example>", subject="Message blocked", more=REFERS), "soft"),
    ("a filter that calls it a warning", notice("Your message to: TO\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: News\n\nORIGINAL", sender="Barracuda Spam Firewall <postmaster@client.example>", subject="**Message you sent blocked by our bulk email filter**"), "soft"),
    ("a telephone of Japan, full", notice("次のあて先へのメッセージはエラーのため送信できませんでした。\n\nTO\n\nメールボックスがいっぱいです。\n\nORIGINAL", sender="no-reply@mail.example", subject="Mail System Error - Returned Mail"), "soft"),
    ("a server of Korea", notice("메일이 반송되었습니다. TO 해당 사용자가 존재하지 않습니다 (550 user unknown)", sender="MAILER-DAEMON@mail.example", subject="[반송메일] News", more=REFERS), "hard"),
    ("a server of Brazil", notice("A mensagem não pôde ser entregue para TO: usuário inexistente\n\nORIGINAL", sender="postmaster@mail.example", subject="Mensagem não entregue"), "hard"),
    ("a mailbox of Czechia", notice("Vaši zprávu nelze doručit: TO\nUživatel neexistuje (550 5.1.1 user unknown)\n\nORIGINAL", sender="MAILER-DAEMON@mail.example", subject="Nedoručitelná zpráva"), "hard"),
    ("Exchange in Swedish", notice("Det gick inte att leverera ditt meddelande till TO.\njo hittades inte på client.example.\n550 5.1.10 RecipientNotFound", sender="Microsoft Outlook <postmaster@client.example>", subject="Kan inte levereras: News", more=REFERS), "hard"),
    ("Exchange in Turkish", notice("TO adresine iletiniz teslim edilemedi.\n550 5.1.10 RecipientNotFound", sender="Microsoft Outlook <postmaster@client.example>", subject="Teslim Edilemedi: News", more=REFERS), "hard"),
    ("a filter that takes no answers", notice("The email you sent to TO was rejected as spam by our content filter.", sender="Sophos <noreply@client.example>", subject="Email rejected", more=REFERS), "soft"),
    ("a filter for viruses", notice("The message sent to TO was not delivered because it contains a virus.", sender="IMSVA <imsva@client.example>", subject="Undelivered message", more=REFERS), "soft"),
    ("a mailbox of Germany that does not like our server", notice("The following address failed:\n\nTO:\nSMTP error from remote server in greeting, host: mx00.emig.gmx.net reason: 554-gmx.net (mxgmx016) Nemesis ESMTP Service not available\n554-No SMTP service\n554-Bad DNS PTR resource record.\n\nORIGINAL", sender="mailer-daemon@gmx.net", subject="Mail delivery failed: returning message to sender"), "soft"),
    ("a telephone of Japan that refuses", notice("次の宛先への送信ができませんでした。\nTO\n受信側で受信拒否設定がされています\n\nORIGINAL", sender="postmaster@docomo.ne.jp", subject="Undelivered Mail Returned to Sender"), "soft"),
    ("XMail", notice("[<01>] XMail bounce: Rcpt=[TO];Error=[550 Unknown user]\n\n[<02>] Error sending message [1273] from [client.example].\n\nID:        <S1>\nMail From: <ana@norte.example>\nRcpt To:   <TO>\n\n[<05>] Here is listed the message log file:\n\n550 Unknown user\n\nORIGINAL", sender="XMail at client.example <postmaster@client.example>", subject="Error sending message [1273]"), "hard"),
    ("a mailbox of Germany, its log between bars", notice("|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n <TO> ... unknown user\n|------------------------- Message header follows: ----------------------|\nORIGINAL", sender="Mail Delivery System <mailer-daemon@t-online.de>", subject="Unzustellbare Nachricht"), "hard"),
    ("a mailbox of China that labels who wrote", notice("您的邮件被退回。\n收件人：TO\n退信原因：收件人邮箱不存在\n发件人：ana@norte.example", sender="PostMaster@qq.com", subject="系统退信", more=REFERS), "hard"),
    ("a mailbox of China that limits us", notice("抱歉，您的邮件被退回来了……\n收件人：TO\n退信原因：对方服务器限制发信频率，请稍后重试", sender="Postmaster@163.com", subject="系统退信", more=REFERS), "soft"),
    ("a mailbox of Korea", notice("메일 전송에 실패하였습니다.\n받는 사람: TO\n실패 사유: 존재하지 않는 사용자입니다", sender="mailer-daemon@naver.com", subject="메일 전송 실패 안내", more=REFERS), "hard"),
    ("a mailbox of Czechia, by its words alone", notice("Vaši zprávu se nepodařilo doručit na adresu TO.\nUživatel neexistuje.", sender="MAILER-DAEMON@seznam.cz", subject="Zprávu se nepodařilo doručit", more=REFERS), "hard"),
    ("a mailbox of Poland, full", notice("Nie udało się dostarczyć wiadomości do TO.\nPowód: skrzynka odbiorcy jest przepełniona", sender="MAILER-DAEMON@wp.pl", subject="Zwrot wiadomości", more=REFERS), "soft"),
    ("Exchange in Korean, the word goes on where the address ends", notice("TO에게 보낸 메시지를 배달할 수 없습니다.\nclient.example에서 jo을(를) 찾을 수 없습니다.", sender="Microsoft Outlook <postmaster@client.example>", subject="배달할 수 없음: News", more=REFERS), "hard"),
    ("a report that blames our own address", report(
        "Final-Recipient: rfc822; jo@client.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 verification of <ana@norte.example>: no such user"), "soft"),
    ("a report that blames our domain in German", report(
        "Final-Recipient: rfc822; jo@client.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 Die Domain des Absenders wurde nicht gefunden"), "soft"),
    ("a domain that takes no mail", report(
        "Final-Recipient: rfc822; jo@client.example\nAction: failed\nStatus: 5.1.0\nDiagnostic-Code: smtp; Domain client.example does not accept mail (nullMX)"), "hard"),
)  # fmt: skip
