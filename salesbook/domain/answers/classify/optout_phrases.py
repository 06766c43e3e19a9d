"""How people say for certain that they want no more mail, in the languages that we answer for.

Patterns for text as `phrases.plain` gives it: small letters without accents, ss for ß, straight apostrophes.
ASKS ask for an end, so that a denial beside them turns them round; NO_MORE deny already.
"""

from __future__ import annotations

from salesbook.domain.answers.classify import nothing_more
from salesbook.domain.answers.classify.sentence_ends import SENTENCE_END as _END

_NOW = r"(?:please|pls|plz|asap|now|immediately|today|at once|right away)"

_MAILS = r"(?:e-?mails?|mails?|mailings?|newsletters?|messages?|news ?letters?|advert\w*|promotion\w*|marketing(?: e?-?mails?)?|updates?|spam)"
_LIST = r"(?:(?:e-?mail(?:ing)?|mail(?:ing)?|distribution|contact|marketing|newsletter|subscri(?:ber|ption)|sending)[ -]*){0,3}(?:lists?|newsletters?|mailings?|databases?|distribution|distribution list|subscriptions?|e-?mails?)"
_MINE = r"(?:me|us|my (?:e-?mail )?(?:address|name|e-?mail|contact|details|data)|our (?:e-?mail )?(?:address(?:es)?|name|company|firm|organi[sz]ation|office|domain|team)|this (?:e-?mail(?: address)?|address|mailbox))"
_ENGLISH_ASKS = (
    r"\bunsubscribe (?:me|us|(?:my|our|this) (?:e-?mail(?: address| account)?|mail|address|account|name|company|firm|office))\b",
    r"\b(?:please|pls|plz|kindly) unsubscribe(?: (?:from|asap|immediately|now)\b|[.,! ]*$)",
    rf"\b(?:i|we)(?:'m| am| are|'d)? (?:(?:want|wish|would like|like|need)(?: to)?|(?:writing|asking|emailing) to|hereby) (?:be )?(?:unsubscribed?|opt(?:ed)? out)\b(?:{_END}|(?: of| from)(?: your| the| this| these| all)*(?: of)?(?: your)? {_LIST})",
    rf"\b(?:i|we)(?:'d like| want| wish| would like| need| ask| request| hereby request) (?:you )?to be (?:removed|taken|deleted|dropped|struck)(?: off| out)?(?: from| of)? (?:your|this|the|these|all|any)(?: of)?(?: your)? {_LIST}\b",
    rf"\b(?:remove|delete|take|strike|drop|get) {_MINE}(?: off| out)?(?: from| of)? (?:your|ur|yr|this|the|these|those|all|any)(?: of)?(?: your| these| future| further)? {_LIST}\b(?! (?:of|for|with)\b)",
    rf"\b(?:i|we)(?: want|'d like| would like| need)(?: to be)? off (?:of )?(?:your|this|the) {_LIST}\b",
    rf"\b(?:make sure|ensure|see to it|see)(?: that)? (?:i am|i'm|we are|we're) (?:removed|taken|deleted)(?: off| out)?(?: from| of)? (?:your|this|the|these|all|any)(?: of)?(?: your)? {_LIST}\b",
    rf"\b(?:would you mind|please consider|(?:i|we)(?: would|'d) appreciate(?: you)?) (?:removing|taking|deleting|unsubscribing) {_MINE}(?: off| out)?(?: from| of)? (?:your|this|the|these|all|any)(?: of)?(?: your)? {_LIST}\b",
    rf"(?:^|, ?)(?:(?:please|pls|plz|kindly|just|hi|hello|ok)[ ,]+)*(?:take (?:me|us) off|remove (?:me|us)|unsubscribe)(?:,? {_NOW})*{_END}",
    rf"\bnot interested\b[^.?!]{{0,15}}\b(?:remove(?: me| us)?|unsubscribe(?: me| us)?|take (?:me|us) off|stop){_END}|\bno,? thanks?(?: you)?\b[^.?!]{{0,15}}\b(?:remove me|remove us|unsubscribe(?: me| us)?|take (?:me|us) off){_END}",
    rf"^(?:(?:please|pls|plz|kindly|just)[ ,]+)*(?:remove|delete|erase) my (?:e-?mail|e-?mail address|address)(?:,? {_NOW})*{_END}",
    rf"(?:^|\b(?:please|pls|plz|kindly|i want to|i would like to|i'd like to|we want to|we would like to|i wish to|let me|i hereby)[ ,]+)(?:cancel|end|terminate|discontinue) (?:my|our|this|the) (?:(?:e-?mail|newsletter|mailing|free) )*subscriptions?\b(?:{_END}|,? (?:to|from|of) (?:your|the|this|these|all)(?: of your)? (?:{_LIST}|{_MAILS}))",
    rf"(?:^|\b(?:please|pls|plz|kindly)[ ,]+)(?:cancel|end|terminate) (?:my|our) (?:e-?mail |e-?)?newsletters?\b{_END}",
    r"^(?:(?:please|pls|plz|kindly|just|hi|hello)[ ,]+)*unsubscribe(?: me| us)?(?=(?:,| -|:) (?:i|we)(?:'m|'ve)? (?:get|receive|have|am|are|do not|don't|never|no longer|did not|didn't|getting|retired)\b)",
    r"\b(?:stop|cease|quit) (?:e-?mailing|mailing|spamming|contacting|writing(?: to)?) (?:me|us)\b",
    rf"\b(?:stop|cease|quit|discontinue|cease and desist(?: from)?) sending(?: (?:me|us))?(?: (?:any|more|all|these|those|your|such|this|further|unwanted))* (?:{_MAILS}\b|(?:crap|shit|junk|garbage|rubbish|bullshit|nonsense){_END}|(?:me|us|this|these|it){_END})",
    rf"(?:^|\b(?:please|pls|plz|kindly|just)[ ,]+)stop (?:with )?(?:(?:the|these|this|your|those|all|any|further|more) )*{_MAILS}\b(?:{_END}| to (?:me|us|my|our|this)\b)",
    rf"(?:^|\b(?:please|pls|kindly)[ ,]+)stop (?:e-?mailing|mailing|spamming){_END}",
    r"\b(?:cease|stop|end) (?:(?:all|any|further|future|e-?mail) )*(?:communications?|correspondence|contact) (?:with|to) (?:me|us)\b",
    r"\bopt (?:me|us) out\b",
    rf"\brefrain from (?:e-?mailing|mailing|contacting|writing to|spamming) (?:me|us)\b|\brefrain from sending (?:me|us)(?: (?:any|more|further|these|such|your))* {_MAILS}\b",
    rf"\b(?:grateful|thankful|obliged|glad|happy|pleased|appreciate(?: it)?|nice|kind|great|good),? if you(?: could| would| can| will)?(?: please| kindly)? (?:(?:remove|delete|erase|strike|unsubscribe)d? {_MINE}|struck {_MINE}|(?:took|take) {_MINE} off|stop(?:ped)? (?:e-?mailing|mailing|writing to|contacting|spamming) (?:me|us))\b",
)
_ENGLISH_NO_MORE = (
    r"\b(?:do not|don't|dont|never)(?: ever)? (?:e-?mail|mail|contact|write(?: to)?|bother) (?:me|us) (?:any ?more|again|ever)\b",
    rf"\b(?:do not|don't|dont|never)(?: ever)? send (?:me|us)(?: (?:any|more|further|these|such|your|unsolicited))* (?:{_MAILS}\b|any ?more{_END})",
    rf"\b(?:i|we) (?:do not|don't|dont|no longer|never) (?:want|wish|care)(?:ed)?(?: to)?(?: (?:receive|get|have|hear))?(?: any)?(?: more| further| of| from)?(?: your| these| such| this)? {_MAILS}\b",
    rf"(?<!\bwere )(?<!\bcame )\bno (?:more|further) {_MAILS}\b,?(?: please)?[.! ]*$",
)

_ES_MAILS = r"(?:correos?(?: electronicos?)?|e-?mails?|mails?|mensajes?|publicidad|informacion(?: comercial)?|newsletters?|boletin(?:es)?|comunicaciones|comunicados|ofertas|promociones)"
_ES_LIST = r"(?:listas?|base de datos|envios?|newsletters?|mailing|boletin(?:es)?|correos?)"
_SPANISH_ASKS = (
    r"\b(?:dar|den|de|da|dad)(?:me|nos) de baja\b|\b(?:me|nos) (?:den|dan|da|de|des|deis|pueden? dar|podrian? dar|podeis dar) de baja\b",
    rf"\b(?:solicito|solicitamos|deseo|quiero|queremos|pido) (?:la |mi |nuestra )?baja\b(?:{_END}|[^.?!]{{0,30}}\b{_ES_LIST})",
    r"\b(?:elimin|borr|quit|sac|saqu|retir|suprim)(?:e|en|a|ad|ar|quen?|id|an)(?:me|nos)?(?: mi| nuestra| este| esta| mi direccion de)?(?: correo| direccion| e-?mail| contacto)?(?: electronico)? de (?:su|sus|la|las|esta|vuestra|tu|todas)(?: sus)? (?:listas?|base de datos|envios?|newsletter|mailing|boletin)\b",
    rf"^(?:por favor,? )?(?:quiten|borren|eliminen|saquen|retiren|quita|borra|elimina|saca)(?:me|nos){_END}",
    rf"\b(?:deje|dejen|dejad|deja|paren|parad|para) de (?:(?:escribir|contactar)(?:me|nos)\b|(?:enviar|mandar)(?:me|nos)(?: mas| sus?| estos| tantos| este tipo de)*(?: {_ES_MAILS}\b|{_END}))",
    rf"\b(?:cancel|anul)(?:ar|en|e|o) (?:mi |la |nuestra )?(?:suscripcion|inscripcion)\b(?:{_END}| (?:a|al|de|del) (?:su |la |este |vuestr[oa] |tu )?(?:{_ES_LIST}|{_ES_MAILS}))",
    rf"\b(?:quiero|queremos|deseo|deseamos) (?:cancelar|anular) (?:mi |la |nuestra )?(?:suscripcion|inscripcion){_END}",
    rf"\b(?:agrade(?:ceria|ceriamos|zco|cemos)|ruego|rogamos|pido|pedimos)(?: mucho)?(?: si| que)? (?:me |nos )?(?:elimin|borr|quit|retir|suprim)(?:ar|ara|aran|ase|asen|aseis|e|en|iera|ieran|iesen)(?:me|nos)? (?:mi|nuestra|esta) (?:direccion|correo|e-?mail)(?: de correo| electronico| electronica)*(?:{_END}| de (?:su|sus|la|las|esta|vuestra) {_ES_LIST})|\b(?:diera|dieran|diese|diesen)(?:me|nos)? de baja\b|\b(?:me|nos) (?:dieran?|diesen?) de baja\b",
    rf"\b(?:den|de|dad|dar|da) de baja (?:a )?(?:mi|nuestr[oa]|est[ea]) (?:correo|direccion|e-?mail|mail|cuenta)(?: electronico| de correo| de e-?mail)?(?:{_END}| de (?:su|sus|la|vuestra) {_ES_LIST})",
    rf"\b(?:elimin|borr|quit|suprim|retir)(?:e|en|a|ad|ar|ir|an) (?:todos )?(?:mis|nuestros) datos(?: personales)? de (?:su|sus|vuestra|la|las) (?:{_ES_LIST}|bases?\b)",
    r"\b(?:desuscrib(?:ir|an|a|e)?(?:me|nos)\b|me desuscribo\b|(?:quiero|deseo|queremos) desuscribir(?:me|nos)\b)",
)
_SPANISH_NO_MORE = (
    rf"^(?:por favor,? )?no (?:enviar|mandar|escribir)(?:me|nos)? mas(?: {_ES_MAILS})?{_END}",
    rf"\bno (?:quiero|queremos|deseo|deseamos|quisiera|quisieramos)(?: seguir)? (?:recibir(?:los)?|recibiendo)(?: mas| nada| ningun| ninguna| sus?| estos| este tipo de| vuestr[oa]s| de)*(?: {_ES_MAILS}\b|{_END})",
    rf"\bno (?:quiero|queremos|deseo|deseamos) (?:mas |ningun |sus? |vuestr[oa]s? |estos )+{_ES_MAILS}\b",
    rf"\bno (?:me|nos) (?:(?:envie|envien|envies|enviad|envieis|mande|manden|mandes)(?: mas| nunca mas| ningun)+(?: {_ES_MAILS}\b|{_END})|(?:escriba|escriban|escribas|contacten|contacte) (?:nunca )?mas\b)",
    rf"^(?:por favor,? )?(?:no|ni un|basta de) (?:mas )?{_ES_MAILS}(?: mas)?{_END}",
)

_DE_MAILS = r"(?:e-?mails?|mails?|newsletters?|nachrichten|werbung|werbe-?e?-?mails?|zusendungen|mailings?|rundschreiben)"
_DE_LIST = r"(?:(?:e-?)?mail-?|newsletter-?|adress-?|kunden-?)?(?:verteilers?(?:liste)?|liste|mailingliste|mailing-liste|datenbank|datei|newsletters?)"
_DE_ME = r"(?:mich|uns|(?:meine|unsere|diese) (?:e-?mail-?|mail-?)?adresse)"
_DE_NOUN = r"(?:streichung|austragung|abmeldung|abbestellung|entfernung|herausnahme)"
_GERMAN_ASKS = (
    rf"\b(?:mochten?|will|wollen|wunsche|bitte)\b[^.?!]{{0,20}}\b(?:aus|von|vom) (?:dem |ihrem |ihren |der |ihrer |diesem )?{_DE_LIST} (?:genommen|gestrichen|entfernt|geloscht|ausgetragen|abgemeldet) (?:zu )?werden\b",
    rf"\b(?:stoppen|beenden|stellen) sie (?:bitte )?(?:(?:die|den|jede|jegliche|weitere|ihre|diese) )*(?:(?:zusendung\w*|versand|zustellung)(?: von| der| ihrer| des)? )?(?:weiteren? )?{_DE_MAILS}\b",
    rf"\b(?:aus|von|vom) (?:dem|ihrem|ihren|eurem|deinem|der|ihrer|eurer|diesem|dieser)?\s?{_DE_LIST}\b[^.?!]{{0,30}}\b(?:streichen|nehmen|entfernen|loschen|austragen|zu streichen|abmelden|herausnehmen|rausnehmen)",
    rf"\b(?:streichen|entfernen|loschen|streicht?|loscht?|entferne|entfernt) (?:sie )?(?:bitte )?{_DE_ME}\b[^.?!]{{0,50}}\b{_DE_LIST}",
    rf"\b(?:nehmen|tragen|melden|nimm|nehmt|tragt?|meldet) (?:sie )?(?:bitte )?{_DE_ME}\b[^.?!]{{0,30}}\b(?:aus|von|vom)\b[^.?!]{{0,20}}\b{_DE_LIST}",
    r"\b(?:melden|tragen) sie (?:mich|uns)(?: bitte)? (?:ab|aus)\b|\b(?:bitte|mochte|mochten|will|wollen)\b[^.?!]{0,30}\b(?:newsletter|mich|uns)\b[^.?!]{0,20}\b(?:abmelden|abbestellen|austragen|kundigen)\b",
    rf"\b(?:melde|meldet|trag|tragt) (?:mich|uns)(?: bitte)? (?:ab|aus)\b{_END}",
    rf"\b(?:bitte|bitten|ersuche|beantrage|wunsche|mochte|verlange|fordere)\b[^.?!]{{0,25}}\b(?:loschung|{_DE_NOUN})\b[^.?!]{{0,30}}\b(?:aus|von|vom|des|der)\b[^.?!]{{0,20}}\b{_DE_LIST}",
    rf"^(?:(?:ich|wir) )?(?:bitte|bitten)(?: hiermit)? um (?:\w+ )?{_DE_NOUN}{_END}|^{_DE_NOUN} (?:vom|des|von ihrem|aus dem) {_DE_LIST}{_END}|^kundigung (?:des |meines |ihres )?newsletters?{_END}",
    r"\b(?:(?:bestellen?|kundigen?) (?:ich|wir)|(?:ich|wir) (?:bestellen?|kundigen?)|melden? (?:ich |wir |sie )?(?:mich|uns))\b[^.?!]{0,25}\b(?:newsletter\w*|mailings?|verteiler|newsletter-abo)\b[^.?!]{0,15}\bab\b",
    rf"\b(?:widerrufen?|ziehen?)(?: ich| wir)?(?: hiermit)? (?:meine|unsere) (?:einwilligung|zustimmung) (?:zu[mr]?|fur|in) (?:(?:den|die|ihre?[nm]?|weiteren?|euren?|erhalt von) )*(?:{_DE_MAILS}|werbung)(?: zuruck)?\b",
    r"\bkundigen? (?:ich |wir )?(?:hiermit )?(?:den|das|mein|unser|ihren) newsletter\S*",
    rf"\b(?:ich |wir )?widersprechen?(?: ich| wir)?\b[^.?!]{{0,60}}\b(?:{_DE_MAILS}|werbe\w*|direktwerbung|weiteren? zusendung\w*)\b",
    rf"^bitte (?:streichen|loschen|entfernen) sie (?:mich|uns){_END}",
    rf"^bitte (?:loschen|entfernen|streichen) sie (?:meine|unsere|diese) (?:e-?mail-?|mail-?)?adresse{_END}",
    rf"\b(?:dankbar|verbunden|nett|freundlich|schon|froh),? wenn (?:sie|ihr|du) (?:bitte )?(?:{_DE_ME} (?:bitte )?(?:loschen|streichen|entfernen|loscht|streicht|entfernt|loschten|strichen|entfernten|loschst)(?: (?:wurden|konnten|wurdet|konntet|wurdest|konntest))?|(?:mich|uns) (?:bitte )?(?:abmelden|austragen|abmeldeten|austrugen)(?: (?:wurden|konnten))?){_END}",
    rf"^(?:bitte )?{_DE_ME} (?:bitte )?(?:aus (?:ihrer|der|dem|ihrem|eurem|eurer) {_DE_LIST} )?(?:loschen|streichen|entfernen){_END}",
    rf"\b(?:horen sie auf|unterlassen sie)\b[^.?!]{{0,30}}\b(?:{_DE_MAILS}|zu (?:schreiben|belastigen|kontaktieren))\b",
)
_GERMAN_NO_MORE = (
    rf"\b(?:wunschen?|mochten?|will|wollen|bitte)\b[^.?!]{{0,30}}\bkeine (?:weiteren? )?(?:zusendung\w*|ubersendung|zustellung)\b[^.?!]{{0,20}}\b{_DE_MAILS}\b",
    rf"\b(?:bitte|wir wunschen|ich wunsche|senden sie|schicken sie|ich (?:mochte|will)|wir (?:mochten|wollen))\b[^.?!]{{0,40}}\bkeine?n? (?:weiteren?|mehr|weitere) {_DE_MAILS}",
    rf"\bkeine?n? {_DE_MAILS} (?:von ihnen )?mehr(?:{_END}|[,;]| (?:zu )?(?:senden|schicken|zusenden|zuschicken|erhalten|bekommen|haben|empfangen|lesen|von (?:ihnen|euch|ihrer)|an (?:mich|uns|diese)|bitte|zu)\b)",
    rf"^(?:bitte )?keine (?:werbung|werbe-?e?-?mails|newsletter|weiteren (?:mails|e-mails|newsletter)){_END}",
    rf"\b(?:mochten?|will|wollen|wunschen?)\b[^.?!]{{0,60}}\b{_DE_MAILS}\b[^.?!]{{0,30}}\bnicht (?:mehr|langer) (?:erhalten|bekommen|haben|beziehen|empfangen)\b",
    rf"\bbitte (?:(?:mich|mir|uns|jetzt|endlich) )*nicht (?:mehr|langer|wieder) (?:an)?(?:schreiben|mailen|kontaktieren|belastigen|zumailen){_END}",
    rf"\b(?:(?:schreiben|mailen|kontaktieren) sie|schreibt?|mailt?|kontaktiert?) (?:mir|uns|mich)(?: bitte)? nicht (?:mehr|langer|wieder){_END}",
    rf"\b(?:bitten?|ersuchen?)(?: (?:sie|euch|dich))?(?: darum)?,? (?:mir|mich|uns) (?:bitte )?(?:kunftig |in zukunft )?nicht (?:mehr|langer|weiter) (?:zu (?:schreiben|mailen|kontaktieren|belastigen)|(?:anzuschreiben|zuzuschreiben|anzumailen)){_END}",
)

_FR_MAILS = r"(?:e-?mails?|mails?|courriels?|messages?|newsletters?|lettres? d'information|publicites?|pubs?|spams?|offres?|communications?|sollicitations?)"
_FR_LIST = r"(?:listes?(?: de diffusion)?|base(?: de donnees)?|fichiers?|newsletters?|mailings?|lettres?(?: d'information)?)"
_FRENCH_ASKS = (
    r"\b(?:me|nous) (?:desinscrire|desabonner)\b|\bdesinscri(?:vez|re|s)[- ](?:moi|nous)\b|\bdesabonne[zr]?[- ](?:moi|nous)\b",
    r"\bje (?:me )?(?:desabonne|desinscris)\b|\b(?:demande|demandons|souhaite|souhaitons|sollicite)(?: a| de)? (?:ma|la|notre|mon|le|etre) ?(?:desinscription|desabonnement|radiation|desinscrite?s?|desabonnee?s?|radiee?s?)\b",
    rf"\b(?:(?:me|nous) (?:retirer|supprimer|enlever|radier)|(?:retirez|supprimez|enlevez|radiez|retire|enleve)[- ](?:moi|nous)|(?:retirer|supprimer|enlever|retirez|supprimez|enlevez) (?:mon|notre|cette) adresse(?: e-?mail| mail)?) (?:de|des) (?:votre|vos|cette|la|toutes vos|ta|ces)\s?{_FR_LIST}",
    rf"\b(?:reconnaissante?s?|gre|gentil|sympa|merci|veuillez|priere)(?: de| d'| si)?(?: bien)?(?: vouloir)? (?:supprimer|retirer|enlever|effacer|radier) (?:mon|notre|cette) adresse(?: e-?mail| mail| electronique)?{_END}",
    rf"\b(?:retirer|supprimer|enlever|effacer|radier|retirez|supprimez|enlevez|effacez|radiez) (?:mes|nos|mon|notre|ma|cette) (?:coordonnees|donnees|adresse|e-?mail|mail|courriel|nom|contact)(?: e-?mail| mail| electronique| personnelles)* (?:de|des) (?:votre|vos|cette|la|ces|toutes vos)\s?(?:{_FR_LIST}|envois|contacts)",
    rf"\b(?:souhait|voudr|desir|demand|aimer)\w*(?: a| d')? ?etre (?:retire|supprime|enleve|efface|radie|desinscrit|desabonne)e?s? (?:de|des) (?:votre|vos|cette|la|toutes vos)\s?{_FR_LIST}",
    rf"\b(?:demand|souhait|sollicit)\w+ (?:la |le )?(?:suppression|retrait|effacement) de (?:(?:mon|notre|cette) adresse(?: e-?mail| mail| electronique)?{_END}|(?:mon|notre|mes|nos|cette) (?:adresse|coordonnees|donnees|e-?mail|mail)(?: e-?mail| mail| electronique| personnelles)* (?:de|des) (?:votre|vos|cette)\s?{_FR_LIST})",
    rf"\bque (?:mon|notre|cette) adresse(?: e-?mail| mail)? soit (?:supprimee|retiree|effacee|enlevee) (?:de|des) (?:votre|vos|cette)\s?{_FR_LIST}",
    rf"^(?:merci de |veuillez )?(?:me retirer|retirez-moi|supprimez-moi|enlevez-moi){_END}",
    r"\b(?:arretez|cessez|stoppez|arrete|merci d'arreter|veuillez arreter|merci de cesser|veuillez cesser)\b(?: de| d')? ?(?:m'|me |nous )(?:envoyer|adresser|ecrire|contacter|spammer|solliciter|envoyez)\b",
    rf"^(?:merci d'|veuillez |svp )?(?:stop|arret\w*|cess\w*|fini)(?:[ ,]+(?:aux?|la|les|le|vos|de|d'|ces))* ?{_FR_MAILS}{_END}",
    rf"\b(?:resili\w+|annul\w+|arret\w+|cess\w+) (?:mon|notre|cet|l')\s?(?:abonnement|inscription)\b(?:{_END}| (?:a|de) (?:votre|la|vos|cette) {_FR_LIST})",
)
_FRENCH_NO_MORE = (
    rf"^(?:svp,? )?ne plus (?:m'|me |nous )(?:envoyer|adresser|ecrire|contacter)\b(?: (?:de|des|d'|vos))*(?: ?{_FR_MAILS}|{_END})",
    rf"\bne (?:souhaite|veux|desire|souhaitons|voulons|desirons) plus (?:rien )?recevoir(?: de| des| d'(?=\w)| d'autres| vos| votre| ces| cette| aucune?| la| les| ce type de)*(?: ?{_FR_MAILS}\b|{_END})",
    rf"\b(?:merci de|veuillez|priere de) ne plus (?:m'|me |nous )(?:(?:ecrire|contacter)\b|(?:envoyer|adresser)(?: de| des| d'| vos| ces| aucune?)*(?: ?{_FR_MAILS}\b|{_END}))",
    rf"\bne (?:m'|me |nous )(?:(?:ecrivez|contactez|sollicitez|derangez) plus\b{_END}|(?:envoyez|adressez) plus(?: rien| de| d'| vos| ces| aucune?)*(?: ?{_FR_MAILS}\b|{_END}))",
    rf"^(?:merci,? |svp,? )?(?:plus|pas|jamais plus)(?: de| d'| aucune?) ?{_FR_MAILS}{_END}",
)

_IT_MAILS = r"(?:e-?mails?|mails?|messaggi\w*|newsletters?|comunicazion\w+|pubblicita|spam)"
_IT_LIST = r"(?:list[ae]|mailing(?: list)?|newsletters?|database|elenco|mailinglist)"
_ITALIAN_ASKS = (
    rf"\b(?:cancell|rimuov|elimin|togli)\w* (?:il mio |il nostro |questo )?(?:indirizzo(?: e-?mail)?|e-?mail|nominativo|contatto) (?:dalla|dalle|dal|dall') ?(?:vostr[aeo] |sua |questa )?{_IT_LIST}\b",
    rf"\b(?:cancell|rimuov|elimin|disiscriv|togli)(?:a|e|i|ate|ete|ere|are|er|ar)?(?:te)?(?:mi|ci)\b(?: [^.?!]{{0,40}}(?:lista|liste|mailing|newsletter|database|elenco)|{_END})",
    rf"\b(?:annull|cancell|revoc|disd|disatt)\w* (?:la mia |la |il mio |mia |l' ?)?(?:iscrizione|abbonamento|sottoscrizione)\b(?:{_END}| (?:alla|dalla|alle|dalle|a) (?:vostr[ae] |sua |questa )?(?:{_IT_LIST}|{_IT_MAILS}))",
    rf"\b(?:chiedo|chiediamo|richiedo|desidero|vorrei|voglio|vogliamo)(?: la| di| essere)*(?: mia| nostra)? (?:cancellazione|rimozione|disiscrizione|cancellat[oaie]|rimoss[oaie]|disiscriver(?:mi|ci)|cancellar(?:mi|ci))\b(?:{_END}| (?:dalla|dalle|dal|dall') ?(?:vostr[aeo] |sua |questa )?{_IT_LIST})",
    r"\b(?:smettetela|smettete|smetti|smettila|finitela|piantatela|cessate) di (?:mandar|inviar|scriver|contattar|spedir)(?:mi|ci)\b",
    rf"\b(?:grat[oaie]|prego|preghiamo|gentil[ei]|favore)\b(?:(?!\bnon\b)[^.?!]){{0,30}} (?:cancell|rimuov|elimin|togli)\w* (?:il mio |il nostro |questo )(?:indirizzo(?: e-?mail| di posta)?|nominativo|contatto){_END}",
    rf"^(?:per favore,? )?(?:basta|stop)(?: con| alle| alla| di| le| la| queste| questa| vostre)* {_IT_MAILS}{_END}",
)
_ITALIAN_NO_MORE = (
    rf"\bnon (?:desidero|voglio|vogliamo|desideriamo|vorrei)(?: piu)? ricevere(?: piu| altre| altri| le| la| vostr[aei]| quest[aei]| nessuna?| alcuna?)*(?: {_IT_MAILS}\b|{_END})",
    rf"\bnon (?:desidero|voglio|vogliamo) (?:piu |altre |le |vostre )+{_IT_MAILS}\b",
    rf"\bnon (?:(?:scrivete(?:mi|ci)|scriver(?:mi|ci))(?: piu)\b|(?:mandate|inviate|mandar|inviar)(?:mi|ci)(?: piu| altre| queste)*(?: {_IT_MAILS}\b|{_END}))",
    rf"^(?:per favore,? )?(?:niente|nessuna|non) piu {_IT_MAILS}{_END}",
)

_PT_MAILS = r"(?:e-?mails?|mails?|mensagens?|mensagem|newsletters?|publicidade|boletins?|comunicacoes|spam)"
_PT_LIST = r"(?:listas?(?: de (?:e-?mails?|contac?tos|distribuicao|envio))?|mailings?|newsletters?|bases? de dados|cadastros?|boletim)"
_PORTUGUESE_ASKS = (
    rf"\b(?:quero|queremos|desejo|gostaria de) deixar de receber\b(?: (?:os |as |vossos |seus |mais )*{_PT_MAILS})?",
    r"\b(?:remov|retir|exclu|tir|elimin)(?:a|am|e|em|er|ar|ir|i|o)?(?:-me|-nos| me| nos)?(?: (?:o )?(?:meu|nosso|este) (?:e-?mail|endereco|contato|contacto))? (?:da|de|das|desta|do) (?:sua|suas|vossa|tua|lista|seu)\b",
    r"\b(?:me|nos) (?:remov|retir|exclu|tir|elimin)\w{1,3} (?:da|de|das|desta) (?:sua |suas |vossa )?(?:lista|listas|mailing|newsletter)\b",
    r"\b(?:me |nos )descadastr\w+|\bdescadastr\w+[- ](?:me|nos)\b",
    rf"\bcancel(?:ar|em|e) (?:a |minha |a minha )?(?:inscricao|subscricao|assinatura)\b(?:{_END}| (?:da|na|de|do) (?:sua |vossa |seu )?(?:newsletter|lista|boletim|mailing))",
    r"\b(?:quero|queremos|desejo|desejamos|gostaria de|gostariamos de) (?:sair|ser removid\w+|ser retirad\w+|ser excluid\w+) (?:da|de|desta|das) (?:sua |vossa |suas )?(?:lista|listas|mailing|newsletter)\b",
    rf"\b(?:agradec\w+|grat[oa]s?|peco|pedimos)(?: se| que)?(?: me| nos)? (?:remov|retir|exclu|apag|elimin)\w{{1,5}} (?:o )?(?:meu|nosso|este) (?:e-?mail|endereco|contato|contacto)(?: de e-?mail)?{_END}",
    rf"\b(?:remov|retir|exclu|tir|elimin|apag)\w{{1,3}} (?:o )?(?:meus?|minha|nosso|este) (?:nome|e-?mail|endereco|contac?to|dados)(?: de e-?mail)? (?:da|do|de|das|dos|desta|dessa) (?:(?:sua|seu|suas|seus|vossa|vosso|tua) )?{_PT_LIST}",
    rf"\b(?:me|nos) (?:remov|retir|exclu|tir)\w{{1,3}} d(?:essa|esta|a sua|a vossa|a|as suas) {_PT_LIST}",
    rf"\b(?:solicit\w+|peco|pedimos|requeiro)(?: a)? (?:remocao|exclusao|retirada|eliminacao) d[oe] (?:meu |nosso |este )?(?:e-?mail|endereco|nome|contac?to)(?:{_END}| (?:da|do|de|das) (?:(?:sua|seu|suas|vossa|vosso) )?{_PT_LIST})",
    rf"\bfavor (?:me |nos )?(?:remover|excluir|retirar|descadastrar)(?: (?:o )?(?:meu|este|nosso) (?:e-?mail|contac?to|endereco))?{_END}",
    rf"\b(?:parem|pare|deixem|deixe) de (?:me |nos )?(?:enviar|mandar|escrever)(?:-me|-nos)?(?: mais| estes| esses)*(?: {_PT_MAILS}\b|{_END})",
)
_PORTUGUESE_NO_MORE = (
    rf"\bnao (?:quero|queremos|desejo|desejamos|gostaria de)(?: mais)? receber(?: mais| estes| esses| seus| os| as| suas| nenhuma?)*(?: {_PT_MAILS}\b|{_END})",
    rf"\bnao (?:quero|queremos|desejo) (?:mais |os seus |esses )+{_PT_MAILS}\b",
    rf"\bnao (?:me|nos) (?:(?:envi|mand)\w{{1,3}} mais(?: {_PT_MAILS}\b|{_END})|(?:escrev|contat|contact)\w{{1,3}} mais\b)",
    rf"^(?:por favor,? )?(?:chega de|basta de|sem mais) {_PT_MAILS}{_END}",
)

_NL_LIST = r"(?:lijst(?:en)?|mailing ?lijst|adress?en(?:lijst|bestand)|bestand|maillijst|nieuwsbrief|mailing|verzendlijst)"
_DUTCH_ASKS = (
    r"\bschrijf (?:mij|me|ons) uit voor (?:alle |de |jullie |uw )*nieuwsbrie\w+",
    r"\b(?:wilt|wil|kunt|kan|kunnen|zou|zouden) (?:u|je|jullie|iemand) (?:mij|me|ons) (?:\w+ )?(?:uitschrijven|afmelden)\b",
    rf"\b(?:mij|me|ons|mijn (?:e-?mail)?adres)\b (?:te )?(?:verwijderen|halen|schrappen) (?:uit|van) (?:de|uw|jullie|deze) {_NL_LIST}\b",
    rf"\b(?:wil|willen|wens)\b[^.?!]{{0,15}}\bvan (?:de|jullie|uw|deze) {_NL_LIST} af\b",
    rf"\b(?:mij|me|ons|mijn (?:e-?mail)?adres|ons (?:e-?mail)?adres) (?:\w+ )?(?:van|uit) (?:de|uw|jullie|deze) {_NL_LIST}\b[^.?!]{{0,15}}\b(?:verwijderen|halen|schrappen|schrijven)\b",
    rf"\b(?:verwijder(?:en)?|haal|schrijf) (?:mij|ons|me|mijn (?:e-?mail)?adres)\b[^.?!]{{0,30}}\b(?:{_NL_LIST}|uit{_END})",
    rf"\bmeld (?:mij|ons|me) (?:\w+ ){{0,2}}af\b(?:{_END}| (?:voor|van) (?:de|jullie|uw|deze) {_NL_LIST})",
    rf"\b(?:ik|wij|we) (?:wil|willen|wens|wensen|zou|zouden)\b[^.?!]{{0,30}}\b(?:afmelden|uitschrijven|afgemeld|uitgeschreven)\b(?:{_END}|[^.?!]{{0,20}}\b{_NL_LIST})",
    rf"\b(?:graag|gelieve|a\.?u\.?b\.?|alstublieft|verzoek(?: om)?)\b[^.?!]{{0,25}}\b(?:uitschrijven|afmelden|uit te schrijven|af te melden|uitschrijving|afmelding){_END}",
    rf"\b(?:dankbaar(?: zijn)?|prijs stellen|fijn(?: zijn)?|vriendelijk(?: zijn)?),? als (?:u|je|jullie) (?:mijn|ons|dit) (?:e-?mail)?adres (?:zou |wilt |wil |kunt |kan )?(?:verwijdert|verwijderde|verwijderen|schrapt|schrapte|wist|wiste){_END}",
    rf"\b(?:graag|gelieve|aub|alstublieft|verzoek\w*|wilt u|kunt u)\b[^.?!]{{0,40}}\b(?:verwijderen|schrappen|halen) (?:uit|van) (?:de|uw|jullie|deze) {_NL_LIST}\b",
    rf"\b(?:graag|gelieve|wil|willen|wens|verzoek\w*)\b[^.?!]{{0,30}}\b(?:uitschrijven|uit te schrijven|afmelden|af te melden) (?:van|voor|uit) (?:de|uw|jullie|deze) {_NL_LIST}\b",
    rf"\bhoud?t?(?: u)?(?: nu| aub| eens)* op met (?:het )?(?:mailen|spammen|(?:mails?|nieuwsbrieven|reclame) sturen|sturen van (?:mails?|e-?mails?|nieuwsbrieven|reclame)){_END}",
    rf"\bstop(?: a\.?u\.?b\.?| alstublieft)? met (?:het )?(?:mailen|mails? (?:te )?sturen|spammen|sturen van (?:mails?|nieuwsbrieven)){_END}",
)
_DUTCH_NO_MORE = (
    r"\b(?:gelieve|graag|verzoek(?: ik| wij)?(?: u| jullie)?(?: om)?|verzoeken(?: u)?(?: om)?|wilt u|wil je|willen jullie|vraag u(?: om)?|alstublieft|aub) (?:mij|me|ons) niet (?:meer|langer|nog eens) (?:te |aan te |lastig te )?(?:mailen|e-?mailen|schrijven|aanschrijven|contacteren|benaderen|berichten|vallen)[ ,]*(?:aub|alstublieft|alsjeblieft|graag)*[?.! ]*$",
    rf"^(?:(?:aub|graag|alstublieft)[ ,]+)*(?:e-?mail|mail|schrijf|contacteer|benader) (?:mij|me|ons)(?: aub| alstublieft)? niet (?:meer|langer){_END}",
    rf"\bgeen (?:(?:e-?)?mails?|nieuwsbrie\w+|berichten|reclame) meer\b(?:{_END}|[,;]| (?:te )?(?:ontvangen|sturen|krijgen|hebben|van (?:u|jullie)|aub|graag)\b)",
)

# Objections to advertising (art. 21 GDPR): the law asks for no other word.
_DATA = r"(?:(?!\b(?:not|no|nicht|kein\w*|pas|non|nao|niet|geen|but|aber|sondern|pero|sino|mais|ma|mas|maar)\b)[^.?!;]){0,60}"
OBJECTS = (
    rf"\b(?:object|opt[ -]?out) (?:to|of) (?:{_DATA}\b(?:for|to|of) )?(?:(?:your|any|all|the|receiving|further|purposes of|purpose of|direct|e-?mail) )*(?:marketing|advertising|adverts?|promotional)\b(?: (?:e-?mails?|mails?|messages?|purposes?|communications?))?",
    rf"\bwithdraw (?:my|our) consent (?:to|for) (?:(?:your|any|all|the|receiving|receive|further|direct) )*(?:{_MAILS}|marketing|advertising)\b",
    rf"\b(?:widersprechen?|(?:lege|legen|erhebe|erheben)(?: ich| wir)?(?: hiermit)? widerspruch)\b{_DATA}{_DATA}\b(?:werbung|werbe\w*|direktwerbung|direktmarketing|marketing\w*|newsletters?)\b(?: (?:zu|ein))?",
    rf"\b(?:me opongo|nos oponemos) {_DATA}\b(?:marketing|mercadotecnia|publicidad|publicitari\w+|comercial(?:es)?)\b(?: direct[oa])?",
    rf"\b(?:m'oppose|nous opposons) {_DATA}\b(?:marketing|prospection|publicite|publicitaires?|commercial\w*)\b(?: (?:directe?|commerciale))?",
    rf"\b(?:mi oppongo|ci opponiamo) {_DATA}\b(?:marketing|pubblicita|pubblicitari\w*|promozional\w+|commercial\w+)\b(?: dirett[oa])?",
    rf"\b(?:me oponho|oponho-me|nos opomos|opomo-nos) {_DATA}\b(?:marketing|publicidade|publicitari\w+|promocion\w+|comercia\w+)\b(?: diret[oa]| direct[oa])?",
    rf"\bma(?:ak|ken) (?:ik |wij )?(?:hierbij |hiermee )?bezwaar tegen {_DATA}\b(?:marketing\w*|direct ?marketing\w*|reclame\w*|advertenties)\b",
)

ASKS = (
    *_ENGLISH_ASKS, *_SPANISH_ASKS, *_GERMAN_ASKS, *_FRENCH_ASKS, *_ITALIAN_ASKS, *_PORTUGUESE_ASKS, *_DUTCH_ASKS,
    *OBJECTS, *nothing_more.ASKS_FOR_SILENCE,
)  # fmt: skip
NO_MORE = (
    *_ENGLISH_NO_MORE, *_SPANISH_NO_MORE, *_GERMAN_NO_MORE, *_FRENCH_NO_MORE, *_ITALIAN_NO_MORE, *_PORTUGUESE_NO_MORE, *_DUTCH_NO_MORE,
    *nothing_more.WANTS_NOTHING,
)  # fmt: skip

# What may follow such words: by which other way they are to be reached, which takes nothing of it back.
_BETTER = r"(?:please |just |only |rather |but |and |instead,? |lieber |bitte |nur |aber |sondern |mejor |solo |por favor |pero |plutot |svp |mais |merci de |invece |piuttosto |solo |ma |mas |apenas |liever |gewoon |maar |graag )*"
OTHER_WAY = (
    rf"[,;:.–—-]+ ?{_BETTER}(?:(?:call|phone|ring|telephone|text)(?: (?:me|us))?|give (?:me|us) a (?:call|ring)|rufen? sie (?:mich |uns )?(?:lieber |bitte |einfach )*an|ruft? (?:mich |uns )?(?:lieber |bitte |einfach )*an|(?:mich |uns )?anrufen|"
    r"(?:llam|telefone)(?:e|en|a|ad|ar)(?:me|nos)?|(?:appelez|telephonez|appeler|appelle)(?:[- ](?:moi|nous))?|(?:chiamat|telefonat|chiam|telefon)(?:e|emi|eci|ami|aci|ate)(?:mi|ci)?|(?:me |nos )?(?:lig|telefon)(?:ue|uem|em|ar|a|e)(?:[- ](?:me|nos))?|bel(?:len)?(?: (?:me|mij|ons))?(?: op)?)"
    r"(?: (?:instead|please|only|rather|lieber|bitte|mejor|por favor|plutot|svp|invece|piuttosto|per favore|liever|aub|graag|antes|em vez disso))*[.! ]*$"
)

# All that a line, or a subject, says.
ALONE = (
    r"(?:unsubscribe(?: me| us| please| from (?:this|the|your|all) (?:list|newsletter|mailing list|e-?mails?))?|opt[ -]?out|remove(?: me)?(?: from (?:the |your )?(?:mailing )?list)?|"
    r"(?:dar(?:me|nos) de )?baja|dar de baja|cancelar suscripcion|desuscribir(?:me)?|abmelden|abmeldung|abbestellen|austragen|newsletter (?:bitte )?(?:abmelden|abbestellen|abbestellung|kundigen|stoppen)|"
    r"desinscription|desabonnement|me desinscrire|desinscrire|desabonner|disiscrizione|cancellazione|descadastrar|cancelar (?:inscricao|subscricao)|remover|uitschrijven|afmelden)(?: (?:(?:from|vom|del|de la|de|dalla|da|voor|van) )?(?:(?:the|your|de|la) )?(?:newsletter|boletin|nieuwsbrief))?"
)
# The same, of a whole mail: in another these words may be about anything.
WHOLE = (
    r"(?:please )?stopp?(?: it)?|stop (?:pub|spam|mails?|e-?mails?|sms|newsletters?|werbung|publicidad|publicite|pubblicita|reclame)|stop all|"
    r"(?:take|remove|strike) (?:me|us)(?: off| from)?(?: this| it| these| the| your| list)*|me off|off the list|no more (?:mails?|e-?mails?|letters|newsletters?)|cancel newsletter|"
    r"(?:i |we )?(?:hereby |now )*(?:withdraw|revoke)(?: hereby)? (?:my|our) consent|(?:hiermit )?(?:(?:ich|wir) )?(?:widerrufen?|ziehe)(?: ich| wir)?(?: hiermit)? (?:meine|unsere) (?:einwilligung|zustimmung)(?: zuruck)?|"
    r"(?:yo )?(?:por la presente )?(?:retiro|revoco) mi consentimiento|je retire (?:par la presente )?mon consentement|(?:revoco|ritiro) il mio consenso|(?:retiro|revogo) o meu consentimento|(?:hierbij )?(?:ik )?trek (?:ik )?(?:hierbij )?mijn toestemming in"
)
