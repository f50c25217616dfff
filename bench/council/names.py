"""What people of a council are called: names of many origins, as families here have them. All invented together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Surnames and first names that go together. `women` and `men` are grown up; `children` are either."""

    surnames: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    children: tuple[str, ...]


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split(","))


def _origin(surnames: str, women: str, men: str, children: str) -> Origin:
    return Origin(*map(_listed, (surnames, women, men, children)))


HERE = _origin(
    "Archer,Baines,Barlow,Barraclough,Booth,Bradbury,Brightwell,Cartwright,Clegg,Cooper,Crossley,Dawson,Dyson,Farrar,"
    "Firth,Foster,Gaunt,Goodall,Greenwood,Hardcastle,Hargreaves,Haigh,Hinchliffe,Holroyd,Jagger,Kaye,Lister,Lockwood,"
    "Marsden,Mellor,Naylor,Oldroyd,Pickles,Priestley,Ramsden,Rawnsley,Shackleton,Shaw,Sutcliffe,Sykes,Thewlis,Tordoff,"
    "Turner,Varley,Wadsworth,Whitehouse,Wilkinson,Womersley,Smith,Smyth,Taylor,Walker,Wood,Wright,Price-Jones",
    "Abigail,Becky,Bev,Carly,Chantelle,Chloe,Claire,Donna,Emma,Gemma,Hayley,Jade,Jodie,Karen,Katie,Kate,Catherine,"
    "Kelly,Kirsty,Laura,Leanne,Lisa,Mandy,Natalie,Nicola,Rachel,Sam,Sarah,Shannon,Stacey,Tracey,Vicky,Zoe",
    "Aaron,Andy,Ben,Callum,Carl,Craig,Dale,Danny,Darren,Dean,Gareth,Gary,Geoff,Jamie,Jason,Jordan,Kyle,Lee,Liam,Lewis,"
    "Mark,Martin,Matt,Nathan,Neil,Paul,Phil,Rob,Ryan,Scott,Shaun,Stephen,Steven,Stuart,Terry,Tom,Wayne",
    "Alfie,Amelia,Amy,Archie,Ava,Bella,Billy,Charlie,Daisy,Dylan,Ellie-Mae,Ethan,Evie,Finley,Freddie,Freya,George,"
    "Grace,Harley,Harper,Harry,Imogen,Isla,Jack,Jacob,Jayden,Jenson,Kai,Kayden,Lacey,Layla,Leo,Lexi,Lily-Rose,Logan,"
    "Lola,Maisie,Mason,Mia,Millie,Noah,Oliver,Oscar,Poppy,Reece,Reggie,Riley,Rosie,Ruby,Scarlett,Skye,Summer,Teddy,"
    "Theo,Tia,Toby,Tyler,Willow,Zac",
)
IRISH = _origin(
    "Byrne,Burne,Connolly,Doherty,Doyle,Gallagher,Keogh,McCarthy,McDonagh,Ní Dhónaill,O’Brien,O’Connor,O’Neill,"
    "Ó Súilleabháin,Quinn,Ward",
    "Aoife,Bridget,Ciara,Deirdre,Eileen,Gráinne,Margaret,Noreen,Orla,Róisín,Siobhán,Sinéad",
    "Brendan,Cormac,Declan,Diarmuid,Eamon,Gerry,Kevin,Michael,Niall,Pádraig,Seán",
    "Aoibheann,Aoife,Caoimhe,Cillian,Conor,Fionn,Megan,Niamh,Oisín,Róisín,Saoirse,Seán",
)
WELSH = _origin(
    "Bevan,Davies,Evans,Griffiths,Hughes,Llewellyn,Morgan,Pritchard,Rhys,Rees",
    "Angharad,Bethan,Carys,Ffion,Lowri,Mair,Nerys,Siân",
    "Aled,Dafydd,Emyr,Gethin,Huw,Iwan,Rhodri",
    "Alys,Cerys,Efa,Gwen,Ioan,Macsen,Osian,Tomos",
)
PAKISTANI = _origin(
    "Ahmed,Akhtar,Ali,Begum,Bibi,Hussain,Hussein,Iqbal,Kauser,Khan,Mahmood,Malik,Mirza,Qureshi,Rafiq,Shah,Zaman",
    "Aisha,Fatima,Ghazala,Nasreen,Rukhsana,Saima,Shabana,Shazia,Tahira,Yasmin,Zainab",
    "Asif,Faisal,Imran,Javed,Kamran,Mohammed,Muhammad,Nadeem,Sajid,Tariq,Waqas,Zahid",
    "Aaliyah,Abdullah,Adam,Aisha,Ayaan,Fatimah,Hamza,Hasan,Ibrahim,Inaya,Khadija,Maryam,Mohammed,Muhammad,Yusuf,Zara",
)
BENGALI = _origin(
    "Ahmed,Akter,Begum,Chowdhury,Choudhury,Haque,Islam,Khatun,Miah,Rahman,Uddin",
    "Farzana,Hasina,Nazma,Rahima,Salma,Sultana,Taslima",
    "Abdul,Faruk,Habibur,Kamal,Mizanur,Rashed,Shahidul",
    "Aminah,Ayesha,Ismail,Jannat,Nusrat,Rayyan,Safwan,Tahmid",
)
INDIAN = _origin(
    "Bhatt,Chauhan,Desai,Gill,Kaur,Mistry,Nair,Patel,Rao,Reddy,Shah,Sharma,Singh,Thakur",
    "Anjali,Deepa,Gurpreet,Harjit,Kavita,Meena,Priya,Sunita,Tejal",
    "Arjun,Balvinder,Harpreet,Jaspal,Manoj,Nikhil,Raj,Sanjay,Vikram",
    "Aarav,Anaya,Arjan,Diya,Isha,Jasleen,Kiran,Krish,Riya,Simran,Veer",
)
NIGERIAN = _origin(
    "Adebayo,Adeyemi,Afolabi,Balogun,Chukwu,Eze,Ibrahim,Nwosu,Obi,Ogunleye,Okafor,Okeke,Okonkwo",
    "Abimbola,Adaeze,Blessing,Chioma,Folake,Funmilayo,Grace,Ifeoma,Ngozi,Yetunde",
    "Babatunde,Chinedu,Emeka,Femi,Ikenna,Kunle,Obinna,Samuel,Tunde",
    "Chidi,Daniel,David,Ebube,Esther,Ife,Joshua,Kamsi,Oluwaseun,Praise,Tomi,Victory",
)
GHANAIAN = _origin(
    "Addo,Agyeman,Appiah,Asante,Boateng,Mensah,Osei,Owusu",
    "Abena,Adwoa,Akosua,Ama,Efua,Esi,Yaa",
    "Kofi,Kojo,Kwabena,Kwame,Kwasi,Yaw",
    "Afia,Ama,Emmanuel,Jeremiah,Kofi,Kwaku,Nana,Serwaa",
)
CARIBBEAN = _origin(
    "Bailey,Beckford,Blake,Brown,Campbell,Clarke,Edwards,Francis,Gordon,Grant,Henry,Joseph,Reid,Samuels,Williams",
    "Beverley,Cherelle,Denise,Kerry,Marcia,Michelle,Natasha,Shanice,Sharon,Yvonne",
    "Andre,Anthony,Carlton,Delroy,Errol,Jermaine,Leroy,Marlon,Tyrone,Winston",
    "Aaliyah,Amari,Isaiah,Jaden,Kiara,Malachi,Micah,Nevaeh,Renée,Shaquille,Tianna,Zion",
)
POLISH = _origin(
    "Dąbrowska,Kamiński,Kowalczyk,Kowalska,Kowalski,Lewandowska,Mazur,Nowak,Piotrowska,Szymańska,Wiśniewska,Wójcik,Zielińska",
    "Agnieszka,Beata,Ewa,Joanna,Justyna,Katarzyna,Magdalena,Małgorzata,Monika",
    "Andrzej,Grzegorz,Krzysztof,Łukasz,Marcin,Paweł,Piotr,Tomasz,Wojciech",
    "Aleksandra,Antoni,Filip,Hanna,Jakub,Julia,Kacper,Lena,Maja,Oliwia,Szymon,Zofia",
)
ROMANIAN = _origin(
    "Constantin,Dumitru,Ionescu,Lăcătuș,Marin,Munteanu,Popa,Popescu,Radu,Stan,Stoica",
    "Alina,Elena,Florentina,Ioana,Mihaela,Simona",
    "Adrian,Bogdan,Costel,Florin,Ionuț,Marius,Vasile",
    "Andrei,Bianca,Darius,Denisa,Gabriel,Larisa,Luca,Rareș,Ștefan",
)
SOMALI = _origin(
    "Abdi,Abdullahi,Ahmed,Ali,Farah,Hassan,Hussein,Jama,Mohamed,Nur,Omar,Warsame,Yusuf",
    "Amina,Asha,Fadumo,Halima,Hodan,Ifrah,Sahra",
    "Abdirahman,Ahmed,Bashir,Cabdi,Guled,Liban,Mahad,Yusuf",
    "Ayaan,Bilal,Hanad,Ikran,Khalid,Sumaya,Suhayb,Zakariya",
)
ARABIC = _origin(
    "Al-Amin,Al-Hadi,Alkhatib,Darwish,El-Sayed,Haddad,Khalil,Mansour,Nasser,Saleh,Youssef",
    "Amal,Dina,Hanan,Layla,Mariam,Nadia,Rana,Samira",
    "Ahmad,Bassam,Hassan,Karim,Mahmoud,Omar,Rami,Tarek",
    "Adam,Jana,Kareem,Lamar,Malak,Noor,Omar,Salma,Yahya,Yara",
)
KURDISH = _origin(
    "Amin,Aziz,Hama,Karim,Mustafa,Rasul,Şahin,Yıldız",
    "Avin,Berivan,Gülistan,Nasrin,Shilan,Zîn",
    "Azad,Diyar,Hiwa,Karzan,Rebin,Şivan",
    "Alan,Arin,Dilan,Lana,Mîran,Rojan,Sara",
)
PORTUGUESE = _origin(
    "Almeida,Costa,da Silva,Fernandes,Ferreira,Gonçalves,Pereira,Santos,Sousa",
    "Ana,Catarina,Conceição,Fátima,Inês,Sofia",
    "António,João,José,Luís,Nuno,Rui",
    "Beatriz,Diogo,Gabriel,Leonor,Martim,Rafael,Tomás",
)
CHINESE = _origin(
    "Chan,Chen,Cheung,Huang,Lam,Li,Lin,Ng,Tang,Wong,Wu,Zhang",
    "Hui,Mei Ling,Siu Wai,Xiu Ying,Yan",
    "Chi Keung,Jun,Ka Fai,Wei,Yong",
    "Amy,Hao,Jason,Kelly,Ming,Vivian,Xin,Yi",
)
UKRAINIAN = _origin(
    "Bondarenko,Kovalenko,Kravchenko,Lysenko,Melnyk,Petrenko,Shevchenko,Tkachenko",
    "Iryna,Kateryna,Natalia,Oksana,Olena,Svitlana",
    "Andrii,Dmytro,Mykola,Oleksandr,Serhii,Taras",
    "Anastasiia,Artem,Bohdan,Daryna,Maksym,Solomiia,Yeva",
)
TRAVELLER = _origin(
    "Boswell,Connors,Doran,Gaskin,Lee,Loveridge,Maughan,Price,Smith,Stokes,Ward",
    "Bridie,Charmaine,Kathleen,Margaret,Mary-Ann,Nora,Philomena",
    "Jim,John-Joe,Martin,Miley,Paddy,Simey,Tommy",
    "Bridget,Jimmy,Kathleen,Martin,Mary,Paddy,Shania,Tom-Joe",
)
ORIGINS = (
    *([HERE] * 24), *([PAKISTANI] * 4), *([INDIAN] * 2), *([CARIBBEAN] * 3), *([POLISH] * 3), *([IRISH] * 2),
    *([NIGERIAN] * 2), BENGALI, GHANAIAN, WELSH, ROMANIAN, SOMALI, ARABIC, KURDISH, PORTUGUESE, CHINESE, UKRAINIAN,
    TRAVELLER,
)  # fmt: skip
"""As often as families of each are met."""

STREETS = _listed(
    "Bath Row,Beech Avenue,Canal Road,Chapel Street,Church Lane,Clough Lane,Cross Street,Dyer Street,"
    "Elm Grove,Ferry Road,Garden Terrace,Grange Road,Hill Top,Lime Street,Lower Bank,Market Street,"
    "Mill Lane,Moorside,New Street,Oak Drive,Park View,Quarry Road,Railway Terrace,School Lane,Spring Bank,"
    "Station Terrace,Tanner Street,The Crescent,Town End,Union Street,Victoria Road,Water Lane,Wharf Street,"
    "Windmill Hill,Woodside"
)
PLACES = _listed(
    "Ashfield,Bankside,Beechwood,Brookfield,Canalside,Castle Hill,Crossgates,Dale,Eastgate,Fairview,"
    "Greenhead,Hightown,Hillview,Holyhead,Kirkgate,Longfield,Lowfield,Meadow,Millbank,Moorside,Newbridge,"
    "Northgate,Oakwood,Park Lane,Priory,Queensway,Ravens Wood,Riverside,St Anne’s,St Mary’s,Springfield,"
    "Thornhill,Victoria,Westfield"
)
AGENCIES = tuple(
    f"{place} {kind}"
    for kind in ("Primary", "Academy", "Nursery", "Surgery", "Children’s Centre", "Homes")
    for place in PLACES
)
