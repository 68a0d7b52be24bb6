"""Capitalised words that are no tag. Data, no logic."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that begin a sentence with a capital letter and name nothing, in lower case.
SENTENCE_WORDS = _words(
    """
    a about according across add added adding additionally adds after afterwards again against ago
    ahead all almost along alongside already also although altogether always amid among an and
    announced another any anyone anything apart are around as aside ask asked at back based be
    because become been before behind being believe below beside besides best better between
    beyond big both bring but by call can cannot come commenting compared consequently consider
    could create currently customers data day days despite did do does doing done don't down due
    during each earlier early either elsewhere enjoy ensure especially even eventually ever every
    everyone everything except explore few finally find first firstly five following for former
    formerly four free from full further furthermore get give given go going good great had half
    has have having he help hence her here his how however hundreds i i'm i've if in indeed
    initially inside instead into is isn't it it'll it's its itself join just keep know last
    lastly late later latest launched learn least less let let's like likewise long look made make
    making many market marketers may maybe meanwhile media might million more moreover most much
    must my near nearly neither never nevertheless new next nine no nobody non none nonetheless
    nor not nothing notably now of off offer officially often old on once one ongoing online only
    or originally other others our out over overall own part people perhaps plans please plus
    previously prior put rather read really recent recently regarding respectively right round
    said same say saying says second secondly see seen set seven several shall she should
    similarly simply since six so some someone something sometimes soon speaking specifically
    started still subsequently such sure take ten than thank thanks that that's the their them
    then there there's thereafter therefore these they they're this those though thousands three
    through throughout thus time to today together told tomorrow tonight too top toward towards
    try two typically under unlike until up upon us use users using usually very via visit want
    was watch we we're we've well were what what's when whenever where whereas wherever whether
    which while who whoever whole whose why will with within without won't work worth would yes
    yesterday yet you you're your
    """
)

#: Before a person's name, in lower case.
HONORIFICS = _words(
    """
    mr mrs ms mx dr prof sir dame lord lady madam mdm datuk dato tan sri tun haji hajah encik cik
    puan khun pak bu ibu bapak shri smt
    """
)

#: Words that are part of no proposal however they are written, in lower case.
NO_TAG = HONORIFICS | _words(
    """
    january february march april june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
    mon tue wed thu fri sat sun q1 q2 q3 q4 h1 h2 am pm gmt utc
    ceo cmo cfo coo cto cio cco cpo cro cso chro md svp evp vp gm hr pr b2b b2c roi kpi kpis faq
    tv sme smes ngo ip id usd gdp ipo
    president chairman chairwoman chairperson chair chief officer director manager managing head
    founder co-founder cofounder executive senior vice general regional global minister prime
    deputy secretary professor editor reporter analyst spokesperson spokesman spokeswoman partner
    inc ltd llc plc corp limited berhad bhd sdn pte pty gmbh co company
    north south east west northern southern eastern western central
    government ministry department office team board committee council state city county province
    internet web photo image images video source picture credit editor's note update updated
    christmas easter ramadan hari raya deepavali diwali new year lunar
    covid-19 covid pandemic ocean sea strait bay gulf
    """
)

#: Endings of a company's name, left out when two names are compared.
COMPANY_ENDINGS = _words(
    """
    inc incorporated ltd limited llc plc corp corporation co company group holdings holding
    berhad bhd sdn pte pty gmbh ag sa nv bv tbk pt international worldwide
    """
)

#: A run of capitalised words that holds one of these is no person.
COMPANY_WORDS = _words(
    """
    agency airlines airways association authority bank beverages brands brewery broadcasting bureau
    capital centre center club communications consulting corporation council creative digital
    dynamics energy entertainment exchange federation festival finance foods foundation fund games
    group health holdings hotel hotels industries institute insurance interactive international
    investments labs library logistics media mobile motor motors museum network networks partners
    pay pictures press productions properties records research resorts retail school securities
    services shipping society solutions sports stores studio studios systems tech technologies
    technology telecom television tours trust union university ventures works
    """
)

#: Verbs of speech.
SPEECH = _words("said says told added adds explained noted wrote recalled argued warned commented")

#: What stands right before a person's name: "founder Ana Cruz".
PERSONS = _words(
    """
    analyst author captain ceo cfo chair chairman chairwoman chef cmo co-founder coo cto designer
    director editor executive founder head manager minister officer owner president producer
    professor publisher spokesman spokesperson spokeswoman
    """
)

#: What follows one after a comma: "Ana Cruz, its founder".
ROLES = PERSONS | _words(
    """
    chief country creative general global group lead managing marketing partner regional senior
    vice who whose
    """
)
