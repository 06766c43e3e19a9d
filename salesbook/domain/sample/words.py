"""What the sample's people say, by language and mood, in their own words."""

from __future__ import annotations

from functools import cache

_TEXT = {
    "en": """
good: Runs fine, two shifts a day, nothing to complain about. | We are very happy with the machine so far. | The new settings saved us a pallet of film this month. | The operators like it, which I had not expected.
busy: I am on the shop floor, please ring me again later this week. | Bad moment, we have the auditors in the house. | In a meeting until the evening, try me another day.
price: What would such a machine cost us? | Send me a price for the faster version, please. | How long would you need to deliver one?
quote: Please send us the offer in writing. | We need a quote that I can show to the board.
fault: It stops every ten minutes with error 14. | Since this morning it only runs at half speed. | The belt squeaks and the night shift is afraid of it.
order: Please send the same as last time, two pallets. | We need spare parts by the end of next week. | Could you put us down for the usual order?
refer: You should talk to my colleague at the other plant. | A friend in the trade has the same problem, I will tell him about you.
no: We have just bought from somebody else. | Thank you, but this is not for us.
later: The budget is decided next quarter, ring me then. | Not before the new hall is finished.
thanks: Thanks for the newsletter, the piece on paper film was useful. | Good to hear from you. | Thank you for coming back so quickly.
stop: Please take me off your list and do not ring again.
""",
    "es": """
good: Va muy bien, dos turnos al día y ninguna queja. | Estamos muy contentos con la máquina. | Desde el ajuste gastamos menos film.
busy: Estoy en planta, llámame otro día de esta semana, por favor. | Mal momento, tenemos auditoría.
price: ¿Cuánto nos costaría una máquina así? | Mándame precio de la versión rápida. | ¿Qué plazo de entrega tenéis?
quote: Mandadnos la oferta por escrito, por favor. | Necesito un presupuesto para enseñarlo en dirección.
fault: Se para cada diez minutos con el error 14. | Desde esta mañana solo va a media velocidad.
order: Envíanos lo mismo que la última vez, dos palés. | Necesitamos repuestos antes de fin de semana.
refer: Deberías hablar con mi compañero de la otra planta. | Un amigo del gremio tiene el mismo problema, le hablaré de vosotros.
no: Acabamos de comprar a otro proveedor. | Gracias, pero no es para nosotros.
later: El presupuesto se decide el próximo trimestre, llámame entonces. | No antes de terminar la nave nueva.
thanks: Gracias por el boletín, muy útil lo del film de papel. | Me alegro de saber de vosotros.
stop: Quíteme de su lista y no vuelva a llamar.
""",
    "pt": """
good: Está a correr bem, sem queixas. | Estamos muito satisfeitos com a máquina.
busy: Estou na produção, ligue-me noutro dia. | Agora não dá, temos auditoria.
price: Quanto nos custaria uma máquina assim? | Envie-me um preço para a versão rápida.
quote: Enviem-nos a proposta por escrito, por favor.
fault: Pára de dez em dez minutos com o erro 14. | Desde hoje de manhã só trabalha a meia velocidade.
order: Mande o mesmo da última vez, duas paletes. | Precisamos de peças até sexta-feira.
refer: Devia falar com o meu colega da outra fábrica.
no: Acabámos de comprar a outro fornecedor.
later: O orçamento só se decide no próximo trimestre.
thanks: Gostei do boletim, foi muito útil. | É bom ter notícias vossas.
stop: Tire-me da lista e não volte a ligar.
""",
    "fr": """
good: Tout va bien, deux équipes par jour et rien à redire. | Nous sommes très contents de la machine. | Depuis le réglage nous consommons moins de film.
busy: Je suis à l'atelier, rappelez-moi plus tard dans la semaine. | Mauvais moment, nous avons un audit.
price: Combien nous coûterait une telle machine ? | Envoyez-moi un prix pour la version rapide. | Quel est votre délai de livraison ?
quote: Envoyez-nous l'offre par écrit, s'il vous plaît. | Il me faut un devis pour la direction.
fault: Elle s'arrête toutes les dix minutes avec l'erreur 14. | Depuis ce matin elle ne tourne qu'à mi-vitesse.
order: Renvoyez-nous la même chose que la dernière fois, deux palettes. | Il nous faut les pièces avant vendredi.
refer: Parlez-en à mon collègue de l'autre usine. | Un ami du métier a le même souci, je lui parlerai de vous.
no: Nous venons d'acheter ailleurs. | Merci, mais ce n'est pas pour nous.
later: Le budget se décide au prochain trimestre, rappelez-moi à ce moment-là.
thanks: Merci pour la lettre, l'article sur le film papier était utile. | C'est un plaisir d'avoir de vos nouvelles.
stop: Retirez-moi de votre liste et ne rappelez plus.
""",
    "it": """
good: Va benissimo, due turni al giorno e nessun problema. | Siamo molto contenti della macchina.
busy: Sono in reparto, mi richiami un altro giorno. | Brutto momento, abbiamo i revisori in casa.
price: Quanto ci costerebbe una macchina così? | Mi mandi un prezzo per la versione veloce.
quote: Ci mandi l'offerta per iscritto, per favore.
fault: Si ferma ogni dieci minuti con l'errore 14. | Da stamattina va solo a metà velocità.
order: Ci mandi lo stesso dell'ultima volta, due pallet. | Ci servono i ricambi entro venerdì.
refer: Dovrebbe parlare con il mio collega dell'altro stabilimento.
no: Abbiamo appena comprato da un altro. | Grazie, ma non fa per noi.
later: Il budget si decide il prossimo trimestre, mi chiami allora.
thanks: Grazie per la newsletter, utile l'articolo sul film di carta. | Che piacere sentirvi.
stop: Mi tolga dalla lista e non chiami più.
""",
    "de": """
good: Läuft gut, zwei Schichten am Tag, keine Klagen. | Wir sind mit der Maschine sehr zufrieden. | Seit der Umstellung sparen wir Folie.
busy: Ich bin in der Halle, rufen Sie bitte später in der Woche noch einmal an. | Schlecht gerade, wir haben die Prüfer im Haus.
price: Was würde uns so eine Maschine kosten? | Schicken Sie mir bitte einen Preis für die schnellere Ausführung. | Wie lange ist die Lieferzeit?
quote: Schicken Sie uns das Angebot bitte schriftlich. | Ich brauche ein Angebot, das ich der Leitung zeigen kann.
fault: Sie bleibt alle zehn Minuten mit Fehler 14 stehen. | Seit heute früh läuft sie nur noch mit halber Geschwindigkeit.
order: Bitte dasselbe wie beim letzten Mal, zwei Paletten. | Wir brauchen die Ersatzteile bis Ende nächster Woche.
refer: Sprechen Sie mit meiner Kollegin im anderen Werk. | Ein Freund aus der Branche hat dasselbe Problem, ich erzähle ihm von Ihnen.
no: Wir haben gerade anderswo gekauft. | Danke, aber das ist nichts für uns.
later: Das Budget wird im nächsten Quartal entschieden, melden Sie sich dann. | Nicht bevor die neue Halle fertig ist.
thanks: Danke für den Newsletter, der Beitrag über Papierfolie war nützlich. | Schön, von Ihnen zu hören.
stop: Nehmen Sie mich von der Liste und rufen Sie nicht mehr an.
""",
    "pl": """
good: Działa dobrze, dwie zmiany dziennie, bez zastrzeżeń. | Jesteśmy bardzo zadowoleni z maszyny.
busy: Jestem na hali, proszę zadzwonić innego dnia. | Zły moment, mamy audyt.
price: Ile kosztowałaby nas taka maszyna? | Proszę przesłać cenę szybszej wersji.
quote: Proszę przesłać ofertę na piśmie.
fault: Zatrzymuje się co dziesięć minut z błędem 14. | Od rana chodzi tylko na pół prędkości.
order: Proszę o to samo co ostatnio, dwie palety. | Potrzebujemy części do piątku.
refer: Proszę porozmawiać z moją koleżanką w drugim zakładzie.
no: Właśnie kupiliśmy gdzie indziej. | Dziękuję, to nie dla nas.
later: O budżecie decydujemy w przyszłym kwartale.
thanks: Dziękuję za newsletter, bardzo przydatny. | Miło, że Państwo pamiętają.
stop: Proszę mnie skreślić z listy i więcej nie dzwonić.
""",
    "sv": """
good: Går bra, två skift om dagen, inget att klaga på. | Vi är mycket nöjda med maskinen.
busy: Jag är ute i produktionen, ring igen en annan dag.
price: Vad skulle en sådan maskin kosta oss? | Hur lång är leveranstiden?
quote: Skicka gärna offerten skriftligt.
fault: Den stannar var tionde minut med fel 14.
order: Skicka samma som förra gången, två pallar.
refer: Du borde tala med min kollega på den andra fabriken.
no: Vi har precis köpt av någon annan.
later: Budgeten tas nästa kvartal, hör av dig då.
thanks: Tack för nyhetsbrevet, artikeln om pappersfilm var bra.
stop: Ta bort mig från listan och ring inte igen.
""",
    "el": """
good: Δουλεύει μια χαρά, δύο βάρδιες τη μέρα. | Είμαστε πολύ ευχαριστημένοι με το μηχάνημα.
busy: Είμαι στην παραγωγή, πάρτε με άλλη μέρα.
price: Πόσο θα μας κόστιζε ένα τέτοιο μηχάνημα; | Στείλτε μου τιμή για το πιο γρήγορο μοντέλο.
quote: Στείλτε μας την προσφορά γραπτώς, παρακαλώ.
fault: Σταματάει κάθε δέκα λεπτά με το σφάλμα 14.
order: Στείλτε ό,τι και την προηγούμενη φορά, δύο παλέτες.
refer: Μιλήστε με τον συνάδελφό μου στο άλλο εργοστάσιο.
no: Μόλις αγοράσαμε από αλλού.
later: Ο προϋπολογισμός κλείνει το επόμενο τρίμηνο, πάρτε με τότε.
thanks: Ευχαριστώ για το ενημερωτικό, ήταν χρήσιμο.
stop: Βγάλτε με από τη λίστα και μην ξαναπάρετε.
""",
    "uk": """
good: Працює добре, дві зміни на день, без нарікань. | Ми дуже задоволені машиною.
busy: Я в цеху, зателефонуйте іншого дня.
price: Скільки коштувала б нам така машина? | Який у вас термін постачання?
quote: Надішліть, будь ласка, пропозицію письмово.
fault: Зупиняється кожні десять хвилин із помилкою 14.
order: Надішліть те саме, що й минулого разу, дві палети.
refer: Поговоріть із моєю колегою на іншому заводі.
no: Ми щойно купили в інших.
later: Бюджет вирішують у наступному кварталі.
thanks: Дякую за розсилку, було корисно.
stop: Приберіть мене зі списку й більше не телефонуйте.
""",
    "he": """
good: עובדת מצוין, שתי משמרות ביום. | אנחנו מרוצים מאוד מהמכונה.
busy: אני בקו הייצור, תתקשרו ביום אחר.
price: כמה תעלה לנו מכונה כזאת? | מה זמן האספקה?
quote: שלחו לנו בבקשה את ההצעה בכתב.
fault: היא נעצרת כל עשר דקות עם תקלה 14.
order: תשלחו את אותו הדבר כמו בפעם הקודמת, שני משטחים.
refer: כדאי לכם לדבר עם העמית שלי במפעל השני.
no: בדיוק קנינו ממישהו אחר.
later: התקציב ייקבע ברבעון הבא, תחזרו אליי אז.
thanks: תודה על העדכון, היה שימושי.
stop: תורידו אותי מהרשימה ואל תתקשרו שוב.
""",
    "ar": """
good: تعمل بشكل ممتاز، ورديتان في اليوم. | نحن راضون جدًا عن الآلة.
busy: أنا في صالة الإنتاج، اتصل بي في يوم آخر من فضلك.
price: كم تكلفنا آلة كهذه؟ | ما هي مدة التسليم؟
quote: أرسلوا لنا العرض مكتوبًا من فضلكم.
fault: تتوقف كل عشر دقائق مع الخطأ 14.
order: أرسلوا لنا مثل المرة السابقة، طبليتين.
refer: تحدثوا مع زميلي في المصنع الآخر.
no: اشترينا للتو من جهة أخرى.
later: الميزانية تُقرّ في الربع القادم، اتصل بي حينها.
thanks: شكرًا على النشرة، كانت مفيدة.
stop: احذفوني من القائمة ولا تتصلوا مرة أخرى.
""",
    "zh": """
good: 运行很好，每天两班，没有问题。 | 我们对这台机器非常满意。
busy: 我在车间，请改天再打给我。
price: 这样一台机器要多少钱？ | 请把高速型号的报价发给我。
quote: 请给我们一份书面报价。
fault: 每十分钟就停一次，显示14号错误。
order: 请按上次的再发两托盘。
refer: 您可以和我们另一家工厂的同事谈谈。
no: 我们刚刚从别家买了。
later: 预算下个季度才定，到时候再联系我。
thanks: 谢谢你们的简报，很有用。
stop: 请把我从名单上删掉，不要再打电话了。
""",
    "ja": """
good: 順調です。二交代で問題なく動いています。 | 機械にはとても満足しています。
busy: 今現場にいるので、別の日にお電話ください。
price: このような機械はいくらになりますか。 | 高速タイプの見積もりをお願いします。
quote: 見積書を書面でお送りください。
fault: 十分おきにエラー14で止まります。
order: 前回と同じものを二パレットお願いします。
refer: 別の工場の同僚と話してみてください。
no: 他社から買ったばかりです。
later: 予算は来期に決まりますので、その頃にお願いします。
thanks: ニュースレター、役に立ちました。ありがとうございます。
stop: 名簿から外してください。もう電話しないでください。
""",
    "ko": """
good: 하루 두 교대로 아무 문제 없이 잘 돌아갑니다. | 기계에 아주 만족합니다.
busy: 지금 현장에 있으니 다른 날 전화해 주세요.
price: 이런 기계는 얼마입니까? | 납기는 얼마나 걸립니까?
quote: 견적을 서면으로 보내 주세요.
fault: 십 분마다 오류 14로 멈춥니다.
order: 지난번과 같은 것으로 두 팔레트 보내 주세요.
refer: 다른 공장에 있는 제 동료와 이야기해 보세요.
no: 얼마 전에 다른 곳에서 샀습니다.
later: 예산은 다음 분기에 정해지니 그때 연락 주세요.
thanks: 소식지 잘 봤습니다. 도움이 됐어요.
stop: 명단에서 빼 주시고 다시 전화하지 마세요.
""",
    "hi": """
good: मशीन बढ़िया चल रही है, दिन में दो पाली। | हम मशीन से बहुत खुश हैं।
busy: मैं अभी कारख़ाने में हूँ, किसी और दिन फ़ोन कीजिए।
price: ऐसी मशीन हमें कितने की पड़ेगी? | मशीन कितने दिन में मिलेगी?
quote: कृपया प्रस्ताव लिखित में भेजिए।
fault: हर दस मिनट में त्रुटि 14 के साथ रुक जाती है।
order: पिछली बार जैसा ही भेज दीजिए, दो पैलेट।
refer: हमारे दूसरे कारख़ाने के साथी से बात कीजिए।
no: हमने अभी किसी और से ख़रीद ली है।
later: बजट अगली तिमाही में तय होगा, तब बात करेंगे।
thanks: समाचार पत्र के लिए धन्यवाद, काम का था।
stop: मेरा नाम सूची से हटा दीजिए और फिर फ़ोन मत कीजिए।
""",
}  # fmt: skip


@cache
def sentences_said(language: str, mood: str) -> tuple[str, ...]:
    """Sentences that somebody says in that mood. Raises KeyError for a language or mood that is not there."""
    moods = dict(line.split(": ", 1) for line in _TEXT[language].strip().splitlines())
    return tuple(moods[mood].split(" | "))
