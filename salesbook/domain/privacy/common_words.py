"""Last names that are words as well: White, Baker, Roman, Vogel, Blanco. Standing alone they tell nobody apart.

In goes a name, out comes whether it is one. _WORDS has words of English, German, the Romance languages and Dutch that
people bear; _OF_SHEETS what spreadsheets are made of: functions, colours, fonts, kinds of things. The words of
salesbook's own sheets come from the schema.
"""

from __future__ import annotations

import re
from functools import cache

from salesbook.schema import TABLES
from salesbook.util.folding import without_marks

_WORD = re.compile(r"[^\W\d_]+")
_OF_SHEETS = """
above abs absolute accent accounting accounts accrint accrintm acos acosh action active address aggregate
alice almond alpha alternate always amber amordegrc amorlinc and angle antiqua antique aptos aqua aquamarine
arabic area areas arial arraytotext arrow arrows asc ascending asin asinh atan atanh auto automatic avedev
average averagea averageif averageifs axis azure back background bad bahnschrift bahttext balanced bar base
baseline baskerville beginning begins beige below bent besseli besselj besselk bessely best beta betadist
betainv between bevel billions bin binom binomdist bisque black blanched blank blanks block blue blush bold
bolt book bookman border both bottom brace bracket break brick bright bronze brown builtins burly button
bycol byrow cache cached cadet caladea calc calculation calibri callout cambria candara caption card carlito
ceiling cell center century chain char chart chartreuse check chevron chidist chiffon chiinv chilly chisq
chitest chocolate choose choosecols chooserows chord circle circular clean clear clip cloud clr clustered
code collate color colour column columns combin comic comm comma comment complex concat concatenate
condensed cone confetti confidence connection connector consolas console consolidation constantia contacts
contains content continuous contrasting control conversion convert convex cool copper coral corbel corner
cornflower cornsilk correl cos cosh count counta countblank countif countifs coupdaybs coupdays coupdaysnc
coupncd coupnum couppcd courier covar covariance cream crimson critbinom cross cube cubekpimember cubemember
cubememberproperty cuberankedmember cubeset cubesetcount cubevalue cumipmt cumprinc currency curved cust
custom cyan cylinder dark darken dash dashed data date datedif datevalue daverage day days dcount dcounta
ddb dec decagon decimal decision deco deep default degrees delay delta descending detectlanguage devp devsq
dget diag diamond didot diff difference dim disabled disc disk display displayed dist distributed divide
divot dmax dmin dmnd doc document dodecagon dodger dollar dollarde dollarfr donut dotted double down
dproduct drab drawing drill drop drum dstdev dstdevp dsum duplicate duration dvar dvarp dvaspect ecma edate
edge effect ellipse ellipsis email emerald encodeurl ends endswith english eomonth equal erf erfc error
errors even exact exp expand explanatory expon expondist expression extension external extract extreme face
facing fact factdouble factor false fdist field file fill filled filter filterxml find findb finv fire
firebrick first fisher fisherinv fixed flag flags flat flood floor floral flow fol folded followed font
footer forecast forest formatting formula forward frame franklin freezing french frequency fromstring front
frozen ftest fuchsia full fullwidth funnel futura fvschedule gainsboro gamma gammadist gammainv gammaln
garamond gauss gcd gear general geomean georgia gestep getpivotdata ghost gill glow gold goldenrod good
gothic gradient grand gray greater green gregorian grey grid group groupby growth hair half halfwidth hangul
hard harmean harsh header heading headline heart heavy hebrew help helvetica heptagon heroic hex hexagon
hidden high highlight hijri hindi hiragana hlink hlookup home honeydew horizontal horz hot hour hours
hqprint hstack hundred hundreds hyperlink hypgeom hypgeomdist icon iferror ifs imabs image imaginary
imargument imconjugate imcos imdiv imexp imln imlog impact impower improduct imreal imsin imsqrt imsub imsum
inactive indent index indian indicator indigo indirect info information inline inner input inset int
intercept internal intl intrate ipmt irr irregular isblank iserr iserror iseven islogical isna isnontext
isnumber iso isodd isometric isomitted isosceles isoweeknum ispmt isref istext italic item iterate ivory
japan jis junction just justify katakana khaki korea kurt label labels lace lambda landscape large last
lavender lawn layout lcm left leftb legacy legend lemon len lenb length less let level liberation light
lighten lightning lights lime line linear linen linest link linked linotype list loader log logest loginv
lognorm lognormdist long lookup lower lucida macro magenta magnetic major makearray manual map marker maroon
match math matte max maxa maxifs mdeterm mduration med median medium menu merge metal mid midb middle
midnight millions min mina minifs minor mint minus minute minutes minverse mirr misty mmult moccasin mod
mode moderately module mongolian mono month months moon morning movie moving mround mult multidocument
multinomial multiply mustard name namedstyle narrow natural navajo navy negbinom negbinomdist networkdays
neutral never new newer next nominal none norm normal normdist norminv normsdist normsinv not notched note
now nper npv null number numbervalue nums oblique oct octagon odd oddfprice oddfyield oddlprice oddlyield
office offline offpage offset old older oleupdate olive oncall online open operation optima orange orchid
origin orthographic outer outline output oval over overflow override package page pair palatino pale pandas
pane papaya parallelogram paren path pattern peach pearl pearson pentagon percent percentage percentile
percentof percentrank period permut perpetua perspective peru phi phonetic picture pink pivot pivotby
placeholders plaid plain plaque plastic plate plum plus pmt point poisson poly portrait powder power ppmt
predefined preparation preview previous price pricedisc pricemat print prob process product prompt proper
protection puff punched purple pyramid quad quarter quarters quartile query quotient radians rand randarray
randbetween range rank rate rating rebecca received record rect red reduce refresh regextest regular
relationship relaxed replace replaceb rept return ribbon riblet rich right rightb rockwell roman room rose
rosy rotation round rounddown roundup row rows royal rsq rtd ruby saddle saka salmon same sandy sans scale
scan scarlet scenario screen scroll sea seal search searchb seashell second seconds segoe selection sequence
series seriessum serif service shadow shape shared shdw sheet shell shingle shrink sienna sign signs silver
sin single sinh skew sky slant slate slicer sln slope small smiley smoke smoking smooth snip snow soft
softmetal solid sort sortby sound source span spec sphere split spring sqrt sqrtpi square stack stacked
standard standardize star startswith stdev stdeva stdevp stdevpa stealth steel steyx stockhistory stop
storage straight stretch strict strike string stripe striped stroke style styles subheading subscript
substitute subtotal sum sumif sumifs summary summing sumproduct sumsq sumx sumxmy sunrise sunset superscript
switch swoosh syd symbol symbols table tabs tahoma taiwan take tan tanh tape target tbilleq tbillprice
tbillyield tdist teal teardrop terminator text textafter textbefore textjoin textsplit thai than theme then
thick thin third this thistle thousands three time timeline times timevalue tinv title tocol today tomato
tomorrow top torow total traffic transitional translate translucent transpose trapezoid trebuchet tree
trellis trend triangle trillions trim trimmean trimrange true trunc ttest turquoise type unichar unicode
unique unknown upper user uturn validation value values valuetotext var vara varp varpa vdb verdana vert
vertical very view violet visible vlookup vstack warm warning wave wavy weave webdings webservice wedge week
weekday weeknum weibull wheat whip white whole wildcard window wingdings wireframe with wood word words
workbook workday worksheet workspace wrap wrapcols wraprows xirr xlit xlookup xmatch xnpv year yearfrac
years yellow yesterday yield yielddisc yieldmat zero zoom ztest
"""
_WORDS = """
abad abate able about account across actor adler adult advice after again agent agree agua aim air alarm
alba album alcalde alegre alive alley allow alone along also alter altmann amable amado amato amigo amor
amore amount amuse angel anger animal anker ankle answer apart apfel apple apply april arch archer arena
argue arm armour army around art artist arzt ash ashes aside ask aspen asset atom attic august aunt author
autumn avenue award away axe baby bach backer bacon bader badge bag bail baker bakker bald ball balm banco
band bank banks banner barba barber barbero bard bargain bark barker barley barn baron barrel barrow bart
basket bass bath battle bauer baum bay beach bead beam bean bear beard beast beat beauty beaver becher beck
becker bed beech beer begin bel bell bella belle bello belt bench bend benefit benito berg berger berry
besser better bianca bianco bid big bill bind birch bird birth bishop bit bitter blade blake blanc blanca
blanche blanco blau blaze bless blind bliss blood bloom blossom blow blum blume board boat bock body boer
bogen bois bon bond bone bonhomme bonnet boon boot born bos bosque boss bote boucher bough boulanger
boulevard bound bow bowl bowler bowman box boy brain branch branco brand braun braut brave bravo bread
breeze breit brew brewer bride bridge bridges bring broad brook brooks broom brot brother brouwer bruder
bruin brun brunner brush buck bud buena bueno build builder bull bullock bunch burden burger burn burns burr
busch bush business butcher butler butter buy buyer byte bär böhm bücher caballero cabello cabeza cabin
cable cabrera cage cake call calle calm calvo camino camp campo campos can candle cane cano canon cap cape
captain car care carneiro carnero caro carpenter carpentier carpintero carretero carrier carry cart carter
cartier carvalho carver casa casas case cash cast castello castillo castle cat catch cause cave cent cerro
chair chalk chamber chamberlain chambers champion chance chancellor chandler change channel chapel chaplain
chapman charge charity charm charpentier charter chase cheap cheese chef cherry chest chevalier chiaro chief
child chill choice christ church château cid city ciudad clair claro clay clerk cliff climb clock close
cloth clover club coach coal coast coat cobb coelho coffee coin cold cole coleman collar college collier
colt come comfort common company compass comte concord conde cook cooper cope cord cordeiro cordier core
cork corn corona cortés cost costa cottage cotton council country course court cousin couturier cover cow
coward cox craft crane creek crespo crew cricket crisp croix crow crowd crown cruz crystal cuesta cuevas cup
cure curry curtain customer cutler cutter cycle daily dairy daisy dale dame dancer danger dart dawn deacon
dealer dean dear death deck deer dekker delgado delivery dell demand den depth desert design desk devil dew
dial dias dick diez dijk dimanche dinner direct dish ditch dive dock doctor dog dolce dolphin domingo done
door dorn doré dourado dove draft drain drake draper draw dream drechsler dreher dress drink drive driver
dry dubois duck duke dulce duque dust duty dwell dyer each eagle earl early earth east easy eber echo eck
ecker edel egg ehrlich eisen elder elm else ember empty end energy engel engine england enough enter ernst
esel espada espejo espina essig esteban estrella evening event ever every evil example extra eye eyes faber
fabric fair fairchild faith falcon falk fall fame family fan far farina farm farmer farrier fass fast fat
father favour fear feast feather fee feed felice feliz fell fellow fence fern ferreira ferro ferry few fiel
fielder fields fight figueira figure finch fine finger finish fink fiore fiori firm fischer fish fit fitter
fix flach flame flash fleet fleischer fletcher fleur flint flor flores flower flowers fly fog fold fontaine
food foot force ford foreman forester forestier fork form fort forte fortune forêt foster found fountain
fournier fowler fox franc frank free freeman frei fresh freund friar friend frisch frost fruit fröhlich
fuchs fuente fuentes fuerte fuhrmann fuller fun fund future förster fürst gabel gain gale gallo game gans
gap garden gardener gardner garland garten garza gast gate gates gather gato gatto geiger gentile gentle
gentry gerber giant giardino gift girl giusto give glad glas glaser glass glen glory glove glover goal goat
god golden goldsmith goodman goose gordo gore grace gracia graf grain grande grant grass grasso grau grave
graves great greco greenwood grip groen groot gros ground grove grow groß grün guard guerra guerrero
guerrier guest guide gun gut guy haan haas hahn hail hall hammer hand handle hands happy harbour hardy hare
harp harper hart harvest hase haste hat hatch hatter haus haven hawk hay hazel head health hearth heat heath
heaven heck hedge heer heide height heil held helm herald herbst herd here hero heron herr herrera herrero
herz heß hidalgo hide hierro hill hills hint hire hirsch hirt hiver hobby hoek hof hoffmann hold holder hole
holiday holly holt holy holz hombre hond honest honey hood hook hope horn horse host hotel hound house hout
howl huhn human humble hunt hunter hurst hut ice idea iglesia inn invierno iron island ivy izquierdo jade
jager jardin jardinier jardín jeune jewel job join joiner joint joli jolly jong jour journey joy judge july
june jung junge jurado juste justice jäger kaas kaiser kammer kanzler kaufmann keen keep keeper keizer
keller kern kettle key keys kid kind king kings kirsch kiss kitchen kite klein klug knecht knife knight
knock knot know koch kohl kok koning korn koster kraft kramer kranz kraus krause kraut kreis krieger krug
krämer kuh kuhn kuiper kunst kurz köhler könig lac lady lago lake lamb lamp land lander lane lang lange
largo lark late laugh laurel law lawyer lay lead leader leaf leal lean learn lease leather leave ledger
legal lehrer leone leopard lesson letter león liberty lie life lift lightfoot lily limit linde lion little
live living llano load loan lobo lock lodge loft longo look loop lord loss lot loud loup love lovely low
luck lucky luna lunch lune lustig luz löwe machado machine maestro magic mail main maire maker male maler
mall malo man manager mann mano manor many maple mar march marchand marché marder mare marin marinero
marinho mark market marks markt marsh marshal marshall martello martial martillo mason mass master mata mate
matter maurer may mayor mayoral maçon maître mead meadow meadows meal mean measure meat media meer meester
meister member men menor mercado mercer merchant mercier mercy merino merit merry mesa messager messer
metzger meunier miel might mild mile miles milk mill miller mills mind mine miner minister minster mirror
mist mix model mohn mohr moine molenaar molina molinero molino mond money monk monnier montaña monte
monteiro montes monti moody moor mora moral more moreira moreno mori moro moss most moth mother moulin mount
mountain mouse mouth move mud mujer mulder music métier müller münch münzer nacht nagel nail nation nature
near neat neck need negro neige neri nero nest net neu neumann newman news nice nieto nieve night noble noce
noche nogueira noir noon north nose nothing notte novel noël nuit nurse nut oak ocean ochs ofen offer oil
oiseau oliva oliveira olmo one orchard orden order organ oro orso ost other outlaw oven owl own owner pack
packer pain paint painter palace palacio palacios palazzo palm palma palme palmer palomo pan papa paper
paradis parcel pardon paredes parent parfait parish park parker parks parra parrot parry parson part partner
party pass past paste pasteur pastor pastore patch patient pause pavón pay paz peace peacock peak pear
pebble peel pelletier pen pence penny people pepper pereira perfect perro person pesce pet petit petty pez
pfaff pfarrer pfeffer pfeifer pflug philosopher phone piazza piece piedra pierre pietra pike pilgrim pilot
pilz pin pine pinheiro pino pinto pipe piper pitch place plan plane plant plata play player plaza please
plenty plot plow plumber poison pole police pollard pommier pond pont pool poor pope port porta porte porter
post pot potter poulain pound powers pozo prado praise pray preacher precio press pride priest prime prince
prins printemps prior prize probst profit proof proud provost prudhomme prévost príncipe public puente
puerta pull pump pure purse push quail queen quick quiet quill raaf rabbit rabe race rail rain rainbow rake
ram ramp ranch ranger rat rau raven raw ray rays read reader ready real reason redondo reed reef reeve regal
reh reich reif reina reiter renard rest reward rey reyes ribeiro ricco rice riche riches richter rico ridder
rider ridge rifle ring rio ripple rise ritter riva river rivers rivière road roads robin roble robles roca
rocca rocha roche rock rocks rod roi rojo roll rood roof root rope rosa rosales rosso rot roth rouge rough
roux rover roy rubio rule run rush rust ríos sabio sack safe sage sail sailor saint sala salado salary salas
sale sales salgado salinas salt salter salz sample sand sands santi santo santos sarto sasso sattler sauer
sauvage savage save saw sawyer say schaaf schaf schatz scherer schiff schilder schiller schipper schlosser
schmid schmidt schmied schneider schnell schoenmaker school schramm schreiber schreiner schuh schuhmacher
schulz schulze schumacher schuster schwab schwan schwarz schäfer schön schütz season seat secret see seed
segura seiler self sell seller sense serra serrano serve set settle shade shaft shale shallow share shark
sharp shaw shed sheep shelf shelter shepherd sheriff shield shift ship shirt shoe shop shore short shot show
shower shrewd side sierra sight silence silk silva simple sing singer sister sixsmith size skill skin
skinner slager slater sleep slim slow smart smid smit smith snake snel snell soap soil sol sole soleil some
sommer son song sonne sonntag soto soul south space spade spark sparks sparrow speak spear specht special
speed spell spencer sperling spice spider spiegel spike spirit spitz spoon spot springer spruce spur spät
squire stable staff stage stahl stair stamp stand stark start state station stay steed steep stein stella
stem step stern steward stick still stock stockman stolz stone stones storch store storm story stout strange
strauß stream street strength strip strong student stumpf sturm sugar summer summers sun sunday super supply
sure surgeon swallow swan sweet swift swim sword süß tag tail tailleur tailor tale talent tall tank tanne
tanner tapia task taste taube tax taylor tea teach teacher team tear teich tejedor temple tender tent term
test teufel thaler thank thatcher thing think thorn thread throne through thrower thrush thunder ticket tide
tierra tiger tile tiler tiller timber timmerman tin tinker tip tire tischler toast toll tomb tone tonnelier
tool topf torch toro torre torres touch tough tour towel tower town towns toy track trade trader trail train
traub travel treasure trees tribe trigo trip troop trost trout truck trust truth try tuch tucker tuin tune
turf turn turner twig twin two tyler töpfer uncle under union unit use usher vaca vale valente valle valles
valley vallée van vane vater vault veer vega vein vento verano verde verdi vest vicar vida vieira viejo
viento vigne villa village ville vine viper virgin visit vogel vogt voice voisin volk voll volpe vos vote
vrijman wage wagon wait waiter wake wald walk walker wall waller walls wander wanderer want war ward
wardrobe ware warner warren wash watch water waters way ways weak wealth weaver web weber weigh wein weiß
welcome well wells west western wheel wheeler when whistle whitehead wide widow wiese wife wild wilder will
willow win winch wind wine wing wings winkler winner winter winters wire wirt wise wish wit wolf wolke woman
wonder woodman woods woodward wool work worker world worm worth worthy wrath wreath wren wright write writer
wunder yard yeoman yes yet york young youth zahn zand zander zapatero zee zeiger zeit ziegler zilver zimmer
zimmermann zone zorn zucker zwaan zwart ángel étoile
"""


def is_common(name: str) -> bool:
    """Whether a name is a word, or several; two that a hyphen joins tell somebody well enough, unless a sheet has them."""
    plain = _plain(name)
    return bool(plain) and (plain in _ours() or all(part in _known() for part in plain.split()))


@cache
def _ours() -> frozenset[str]:
    """Names of salesbook's sheets and columns, and what can be chosen there, in small letters and without accents."""
    columns = [column for table in TABLES.values() for column in table.columns]
    texts = {text for name, table in TABLES.items() for text in (name, table.sheet)}
    return frozenset(map(_plain, texts.union(*((column.name, *column.choices) for column in columns))))


@cache
def _known() -> frozenset[str]:
    """All words, in small letters and without accents."""
    tables = TABLES.values()
    meanings = [
        *(table.meaning for table in tables),
        *(each.meaning for table in tables for each in table.columns),
    ]
    return frozenset(_WORD.findall(_plain(" ".join((_OF_SHEETS, _WORDS, *_ours(), *meanings)))))


def _plain(text: str) -> str:
    return without_marks(text.casefold())
