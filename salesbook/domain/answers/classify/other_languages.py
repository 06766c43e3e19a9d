"""What may be a wish for no more mail in languages that we do not answer for: never acted upon, always shown to a person.

Better one question too many: these words are wide, and nobody checks here what is denied.
"""

from __future__ import annotations

import re

from salesbook.util.folding import without_marks

_ROOTS = {
    "pl": r"nie życz\w*|wypisz\w* (?:mnie|nas|mój|moj|adres)|wypisani\w* (?:mnie|nas|z|się)|wypisać się|(?:mnie|nas) (?:wypisać|usunąć|skreślić)|chcę się wypisać|rezygn\w* z|zrezygn\w* z|usun\w* (?:mnie|nas|mój|moj|nasz|adres)|usunięci\w* (?:mnie|nas|z|mojego|adresu)|"
          r"(?:nie|więcej|już) (?:\w+ ){0,3}(?:otrzymywać|dostawać)|nie (?:\w+ ){0,2}(?:przysył|wysył|przesył|piszcie|pisz |pisać|mailuj)\w*|przesta\w* (?:mi |nam )?(?:wysył|przysył|pisać|mail|spam)\w*|"
          r"odsubskryb\w*|(?:anuluj|anulow|cofa)\w* (?:\w+ )?(?:subskryp|zgod)\w*|dość (?:maili|spamu)|koniec z (?:tymi )?(?:mail|spam)\w*|(?:o )?zaprzesta\w* (?:wysył|przysył|mail|spam)\w*|prosz\w* o usunięci\w*|(?:mnie|mi) nie (?:piszcie|wysyłajcie)|żadnych (?:więcej )?maili|nie chcę (?:\w+ ){0,2}(?:maili|newsletter)",
    "cs sk": r"odhlas\w*|vymazání\w* (?:z|mé|mých|mě|mojí)|vymazani\w* z|odhlás\w*|odhláš\w*|vyřaď\w*|vyškrtn\w*|vyraď\w*|vymaž\w* (?:mě|mne|mou|můj|ma|nás|moj)|odstra\w+ (?:mě|mne|mou|můj|ma|nás|moj)|(?:ne|už ne|prosím ne)pos[íi]el?aj?\w*|neposíl\w*|neposiel\w*|nezasíl\w*|"
             r"nech(?:ci|ceme|cem) (?:\w+ ){0,3}(?:dostávat|odebírat|dostávať|odoberať|mail|email|newsletter|zpráv|správ)\w*|(?:mi|nám) (?:už )?nep[ií][sš]\w*|nep[ií][sš]te\b|vyřazení\w* z|vyřazen\w* z|výmaz\w*|zruš\w* (?:\w+ ){0,2}(?:odběr|odber|newsletter)|přestaňte|prestaňte|odregistr\w*",
    "sv": r"avregistrer\w*|avsluta\w* (?:\w+ ){0,2}(?:prenumeration|nyhetsbrev)\w*|(?:plocka|radera|lyft) (?:bort )?(?:mig|oss)|avprenumerer\w*|avanmäl\w*|ta bort (?:mig|oss|min)|ta (?:mig|oss) (?:bort|från)|stryk (?:mig|oss)|sluta (?:att )?(?:mejla|maila|skicka|skriva|spamma)|(?:vill|önskar|orkar) (?:inte|ej) (?:\w+ ){0,3}(?:mejl|mail|utskick|nyhetsbrev|e-post|reklam)\w*|"
          r"inga (?:fler )?(?:mejl|mail|utskick|nyhetsbrev)|undanbe\w*|undvik\w* (?:att )?(?:mejla|maila|skicka|skriva)|(?:vill|önskar) (?:inte|ej) ha (?:fler|mer)\w*|säg\w* upp (?:\w+ ){0,2}(?:prenumeration|nyhetsbrev)\w*|skicka inte (?:\w+ ){0,2}(?:fler|mer)|slipp\w* (?:\w+ ){0,2}(?:mejl|mail|utskick|nyhetsbrev)\w*",
    "da no": r"afmeld\w*|avmeld\w*|meld (?:mig|meg|os|oss) (?:\w+ )?(?:af|av|fra|ut)|frameld\w*|fjerne? (?:mig|meg|os|oss|min|mitt|vår|vores)|slett?e? (?:mig|meg|min|mitt|os|oss)|stryke? (?:meg|mig)|ta (?:meg|oss) (?:av|bort|vekk|ut)|tag (?:mig|os) (?:af|ud)|stop med at (?:sende|skrive|maile)|slutt (?:å|med å) (?:sende|maile|skrive)|"
             r"(?:vil|ønsker|gider|orker) (?:ikke|ikkje) (?:\w+ ){0,3}(?:mails?|e-?post\w*|nyhe[dt]s?brev\w*|reklame\w*|beskeder|meldinger|spam)|ikke (?:flere|fler|mere) (?:mails?|e-?post\w*|nyhe[dt]sbrev\w*)|ingen flere (?:mails?|e-?post\w*)|frabe\w*|fra(?:be)?der mig|und(?:gå|lad|lat)\w* .{0,20}(?:sende|maile|skrive)|unngå .{0,20}sende|(?:opsig|avbestill)\w* (?:\w+ )?(?:abonnement|nyhe[dt]sbrev)\w*|ikke send (?:\w+ ){0,2}(?:flere|mer)|send ikke (?:\w+ ){0,2}(?:flere|mere)",
    "fi": r"poist\w* (?:minut|meidät|osoitte\w*|sähköpost\w*|nimeni|tietoni)|peru\w* (?:uutiskirje|tilau)\w*|peruuta\w* (?:uutiskirje|tilau)\w*|lopet\w* (?:\w+ )?(?:sähköpost|viest|postitu|lähett|mainost|mainoks|uutiskirje)\w*|"
          r"(?:en|emme) (?:halua|haluaisi|toivo|kaipaa) (?:\w+ ){0,2}(?:posti|viest|uutiskirje|mainoks|sähköpost|lähettä)\w*|äl(?:kää|ä) (?:enää )?(?:lähettäkö|lähetä|kirjoittako)|ei enää (?:viest|sähköpost|mainoks|uutiskirje)\w*|pois (?:\w+ )?(?:posti|jakelu|sähköposti)?listal\w*|posti\w*listalta|irtisano\w*",
    "tr": r"(?:beni|bizi|adresim\w*|mailim\w*|e-?posta\w*) .{0,40}(?:çıkar|sil|kaldır)\w*|(?:aboneli|üyeli)\w*.{0,25}(?:iptal|sonlandır|çık)\w*|(?:e-?mail|mail|e-?posta|mesaj|ileti|bülten|reklam)\w* .{0,12}(?:atma|gönderme|yollama|istemi)\w*|"
          r"(?:artık|bir daha|lütfen) .{0,25}(?:atma|gönderme|yazma|yollama)(?:y[ıi]n|\b)|(?:almak|mail|posta\w*) istemiyor\w*|listeden .{0,20}(?:çık|sil)\w*|rahatsız etme\w*|(?:göndermeyi|atmayı|yazmayı) (?:bırak|kes|durdur)\w*",
    "hu": r"leiratkoz\w*|iratkoz\w* le|töröl(?:je|jen|jék|ni|jetek|d)\w*|törlés\w*|ne (?:küldj|írj|zaklass)\w*|(?:nem|ne) (?:kér|szeretn|akar|kíván)\w* (?:\w+ ){0,2}(?:több|tovább|email|e-mail|level|hírlev|üzenet)\w*|vegy\w* le .{0,20}list\w*|hagyj\w* abba|"
          r"(?:hírlevél|hírlevel|feliratkozás)\w* .{0,15}(?:lemond|leállít|megszüntet|töröl)\w*|lemond\w* .{0,15}(?:hírlev|feliratkoz)\w*",
    "ro": r"dezabon\w*|(?:să|sa) fiu (?:șters|scos|eliminat)\w*|șterge\w* (?:mea|adresei)|scoaterea (?:mea|adresei)|ștergeți\W?(?:mă|-mă|ne|adresa)|ștergeți-m\w*|scoateți\W?m\w*|eliminați\W?m\w*|nu (?:\w+ ){0,1}(?:mai )?(?:doresc|vreau|dorim|vrem) (?:\w+ ){0,3}(?:prim|email|e-mail|mesaj|mail|newsletter)\w*|nu (?:îmi |imi |ne |mi |-mi )?mai (?:trimite|scrie)\w*|"
          r"opriți (?:trimiterea|mesajele|emailurile)|(?:anula|renunț|dezactiv)\w* (?:\w+ ){0,2}(?:abona|newsletter)\w*",
    "el": r"διαγρ\w+ (?:με|μας|μου|το|τη|από)\w*|(?:με|να) διαγρ\w+|απεγγρ\w*|κατάργηση εγγραφής|μην? (?:\w+ ){0,2}(?:ξανα)?(?:στ[εέ][ιί]?λ|γράφ|γράψ|ενοχλ)\w*|δεν (?:θέλω|επιθυμώ|θέλουμε|επιθυμούμε) (?:\w+ ){0,4}(?:λαμβάν|mail|email|e-mail|μηνύμ|ενημερωτ|newsletter)\w*|σταματήστε|αφαιρέστε με|βγάλτε με",
    "ru": r"отпишите\b|отписать(?:ся)? от|хочу отписаться|отписк\w+|отписыва\w+|отпис\w+ (?:меня|нас)|отказ\w* от (?:\w+ )?(?:рассыл|подпис|получен)\w*|(?:убер|убра|удал|исключ|вычерк)\w* (?:\w+ ){0,4}(?:из|рассыл|баз|спис|адрес|почт|меня|нас|e-?mail|имейл|мейл|мыло|данные|контакт)\w*|удалит[еь]\W*$|удалить меня|сним\w* (?:меня|нас) с|снять (?:меня|нас) с|отмен\w* (?:\w+ ){0,2}(?:подпис|рассыл)\w*|(?:больше|более) (?:мне |нам )?не (?:отправля|присыла|пиши|шли)\w*|(?:не|прекратите|хватит|перестаньте|больше не) (?:\w+ ){0,2}(?:присыла|присылай|слать|шлите|спамить|рассыл|писать|пишите)\w*|"
          r"не отправля\w* (?:мне|нам|больше)|(?:прекратите|хватит|перестаньте) (?:\w+ ){0,2}отправля\w*|не (?:хочу|желаю|хотим) (?:\w+ ){0,3}(?:получать|письм|рассыл)\w*|стоп рассылк\w*|без рассылки|остановите рассыл\w*",
    "uk": r"відпиш\w*|відписа\w*|відписк\w*|відмов\w* від (?:\w+ )?(?:розсил|підпис)\w*|(?:видал|прибер|прибра|виключ|викресл)\w* (?:\w+ ){0,3}(?:з|із|зі|розсил|баз|адрес|спис|мене|нас|e-?mail|пошт|дані|контакт)\w*|скас\w* (?:\w+ ){0,2}(?:підпис|розсил)\w*|припин\w* (?:\w+ ){0,2}(?:надсил|розсил|пис)\w*|(?:не|припиніть|досить|перестаньте|більше не) (?:\w+ ){0,2}(?:надсила|присила|розсил|слати|шліть|писати|пишіть|спамити)\w*|не (?:хочу|бажаю|хочемо) (?:\w+ ){0,3}(?:отримувати|лист|розсил)\w*",
    "bg": r"отпише\w*|отписва\w*|не желая да получавам|не (?:ми|ни) (?:изпращайте|пращайте|пишете)|спрете да|премахнете (?:ме|адреса)|изтрийте (?:ме|адреса)",
    "hr sr sl": r"odjav\w*|ne šaljite|ne pošiljajte|prestanite (?:\w+ )?(?:slati|pisati)|ne želi\w* (?:\w+ ){0,3}(?:prima|mail|email|poruk|newsletter|prejema|e-pošt)\w*|(?:izbrišite|uklonite|maknite|odstranite) (?:me|nas|moj)|одјав\w*|не шаљите",
    "et lv lt": r"tühista\w* tellimus\w*|eemalda\w* (?:mind|minu)|ärge saatke|ei soovi (?:\w+ ){0,2}(?:kirju|uudiskirju|meile)|atrakst\w* mani|izrakst\w* mani|nesūti\w*|nevēlos (?:\w+ ){0,2}saņemt|atsisak\w* (?:\w+ )?(?:prenumerat|naujienlaiš|laišk)\w*|nesiųskite|nebesiųskite|išbrauk\w* mane|nenoriu (?:\w+ ){0,2}(?:gauti|laišk)\w*",
    "ca": r"(?:doneu|doni|donin|dona|donar)\W?(?:me|nos|m|'m)? de baixa|(?:em|ens|vull|volem) (?:\w+ )?(?:donar\w*|donin|doni) de baixa|\bde baixa\b|\bbaixa de\b|no (?:vull|volem|desitjo|desitgem) (?:\w+ ){0,2}(?:reb|mes|més|correu|butllet)\w*|(?:deixeu|deixin|pareu|deixa|pareu) d['e]\W?\s?(?:enviar|escriure)\w*|"
          r"no (?:m'|ens |em )(?:envi|escri)\w+ (?:\w+ )?(?:més|mes)|(?:elimin|esborr|trai?e?u|suprim)\w* (?:la |el |les )?(?:meva|meu|nostra|nostre|meves) (?:adreça|correu|dades)|(?:traieu|esborreu|elimineu|tregui|esborri)\W(?:me|nos)|cancel\W?l\w* (?:la )?(?:meva )?subscripció",
    "vi id": r"hủy đăng ký|huỷ đăng ký|(?:đừng|ngừng|không) gửi|không muốn nhận|xóa (?:tôi|email)|berhenti (?:berlangganan|kirim|mengirim)|jangan (?:kirim|mengirim|email)|hapus (?:saya|email|alamat)|tidak (?:ingin|mau) (?:lagi )?(?:menerima|terima)",
}  # fmt: skip
# Without blanks between words, or with few letters that count.
_SIGNS = {
    "ja": r"配信.{0,4}(?:停止|止め|解除|中止|不要|希望しま)|(?:登録|購読).{0,3}(?:解除|削除|解約|停止|中止|取消|取り消)|解除(?:して|を|希望|お願い|依頼)|退会|解約|(?:アドレス|登録|データ|情報).{0,6}(?:削除|消去|抹消)|(?:メール|メルマガ|案内|広告|ニュースレター).{0,12}(?:送らない|送信しない|送付しない|不要|いりません|要りません|いらない|やめて|止めて|停止|結構です|お断り|お控え|控えて|解除)|"
    r"送らないで|送信しないで|送信.{0,2}(?:停止|やめ|止め)|(?:リスト|名簿|宛先).{0,3}から.{0,6}(?:削除|外し|はずし|除外|抜い)|今後.{0,16}(?:不要|お断り|やめて|控えて|送らない|結構)",
    "zh": r"退订|退訂|取消(?:我的)?(?:订阅|訂閱|关注)|(?:不要|别|別|勿|停止|不再).{0,3}(?:再|给我|給我|向我).{0,6}(?:发|發|寄|推送|送|写|寫|联系|聯絡)|(?:不要|别|別|勿|停止|不再|不想|不希望|拒绝|拒絕).{0,6}(?:发|發|寄|收|接收|推送).{0,6}(?:邮件|郵件|电邮|電郵|信息|訊息|消息|广告|廣告|垃圾)|"
    r"(?:从|從|将我|將我|把我).{0,14}(?:删除|刪除|移除|去掉|移出)|(?:删除|刪除|移除|注销|註銷).{0,8}(?:邮箱|郵箱|地址|信箱|资料|資料|信息|账号|帳號)|不需要.{0,4}(?:邮件|郵件|广告|廣告)|拒收|别再发|別再發|不要再发|不要再發|请勿打扰|請勿打擾",
    "ko": r"수신 ?거부|수신을? ?(?:원하지|원치|중단)|구독 ?(?:을 ?)?(?:취소|해지|해제|중단)|(?:메일|이메일|뉴스레터|광고).{0,10}(?:보내지|그만|중단|중지|원하지|받고 싶지|거부|멈춰)|(?:그만|더 ?이상).{0,10}(?:보내|받|연락)|보내지 ?(?:마|말)|(?:목록|명단|리스트|주소록).{0,12}(?:삭제|빼|제외|제거)|탈퇴|(?:주소|메일|연락처|정보).{0,10}(?:삭제|지워|제거)",
    "he ar th": r"הסר\w*|להסיר אותי|ביטול (?:ה?מנוי|רישום)|אל תשלחו|הפסיקו לשלוח|(?:إلغاء|الغاء) (?:ال)?اشتراك\w*|لا ترسل\w*|لا (?:أريد|اريد) (?:استلام|تلقي)|(?:احذف|أزيل|ازيل)\w*|توقف\w* عن|ยกเลิก(?:การ)?(?:สมัคร|รับ|เป็นสมาชิก)|หยุดส่ง|ไม่ต้องการรับ",
}
_SIGNS_AROUND = " .,!;:?\"'\u3001\u3002\uff01"
_COUNTED = re.compile(r"(?<=\.)\{0,(\d+)\}")


# In the letters that `phrases.plain` gives; signs of Korea are several of them.
_WORDS = re.compile("|".join(
    [rf"(?<!\w)(?:{without_marks(one)})" for one in _ROOTS.values()]
    + [without_marks(_COUNTED.sub(lambda found: f"{{0,{3 * int(found[1])}}}", one)) for one in _SIGNS.values()]
))  # fmt: skip
_STOP = re.compile(without_marks(
    r"stop|stopp|wypisz\w*|wypisa[cć]|отписаться|відписатися|odhlásit|odhlásiť|avsluta|lopeta|leiratkozás|basta|baja|baixa|stop .{0,15}|zatrzymaj\w*|dość|dosť|dost|nog|nok|nóg|riittää|lopeta\w*|yeter|dur|elég|destul|αρκετά|στοπ|стоп|хватит|досить|довольно|止めて|やめて|停止|停|停止发送|td|中止|그만|중지|중단"
))  # fmt: skip


def may_wish(sentence: str) -> str:
    """What in a sentence (as `phrases.plain` gives it) may be such a wish, "" where nothing is."""
    found = _WORDS.search(sentence)
    if found:
        return found[0]
    bare = sentence.strip(_SIGNS_AROUND)
    return bare if _STOP.fullmatch(bare) else ""
