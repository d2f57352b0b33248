package simtenant

// The lists are ordinary given and family names of each language, chosen for
// what they exercise: diacritics, apostrophes, hyphens, particles, names of
// one syllable and names in other scripts. Entries of a script that an address
// cannot carry are written "native=latin".
const (
	givenEnglish  = `Olivia|Amelia|Isla|Grace|Freya|Harriet|Martha|Siobhán|Niamh|Chloe|Zoë|Renée|Jane|Megan|Adele|Oliver|George|Arthur|Noah|Jack|Alfie|Theo|Liam|Séamus|Declan|Owen|Rhys|Callum|John|Alex|Henrietta|Christopher`
	familyEnglish = `Smith|Jones|Taylor|Brown|Williams|O'Neill|O'Brien|D'Arcy|MacDonald|McKenzie|Smith-Jones|Fitzgerald|Whitfield|Hughes|Edwards|Carter|Turner|Doe|Bowen|Vance|Wilber|Ashworth|Ó Súilleabháin|Kowalczyk-Reed|Featherstonehaugh|Ng|Lee|Patel|Singh|Okafor|Adeyemi|Campbell|Murphy|Walsh|Ward|Fox|St. John|Bell|Reid|Price`

	givenDutch  = `Emma|Sanne|Fleur|Lotte|Anouk|Femke|Maaike|Noor|Tess|Ilse|Loïs|Daniëlle|Zoë|Jip|Marijke|Daan|Bram|Sem|Lars|Thijs|Jeroen|Maarten|Wouter|Joost|Sjoerd|Ruben|Koen|Niels|Pieter|Jan-Willem|Willem|Bart`
	familyDutch = `de Jong|Jansen|de Vries|van den Berg|van der Meer|Bakker|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos|Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Linden|Kok|Jacobs|van 't Hof|in 't Veld|ter Braak|Hoekstra|van Beek|Kuipers|Veenstra|Postma|Scholten|van Dijk|El Amrani|Yıldız|Pietersen-de Vries|IJzerman`

	givenGerman  = `Anna|Lena|Lea|Hannah|Jana|Käthe|Jürgen|Björn|Jörg|Günther|Sören|Lukas|Finn|Jonas|Felix|Maximilian|Moritz|Matthias|Stefan|Andreas|Sabine|Ursula|Heike|Birgit|Petra|Katrin|Franziska|Friederike|Annegret|Hans-Peter|Karl-Heinz|Ulf`
	familyGerman = `Müller|Schmidt|Schneider|Fischer|Weber|Meyer|Wagner|Becker|Schulz|Hoffmann|Schäfer|Koch|Bauer|Richter|Klein|Wolf|Schröder|Neumann|Schwarz|Zimmermann|Braun|Krüger|Hofmann|Hartmann|Lange|Groß|Weiß|Köhler|Jäger|Strauß|von Bülow|von der Heide|zu Guttau|Yılmaz|Nowak|Böhm|Hülshoff|Vogt|Keller|Lindner`

	givenFrench  = `Camille|Léa|Chloé|Manon|Inès|Zoé|Anaïs|Héloïse|Océane|Clémence|Aurélie|Françoise|Gaëlle|Jeanne|Élodie|Louis|Gabriel|Raphaël|Hugo|Théo|Jérôme|François|Benoît|Loïc|Gaël|Étienne|Jean-Luc|Jean-Baptiste|Noël|Cédric|Rémi|Mathéo`
	familyFrench = `Martin|Bernard|Dubois|Thomas|Robert|Richard|Petit|Durand|Leroy|Moreau|Simon|Laurent|Lefèvre|Michel|Garcia|David|Bertrand|Roux|Vincent|Fournier|Morel|Girard|André|Mercier|Dupont|Lambert|Bonnet|François|Martinez|L'Hermite|D'Amboise|Le Goff|Le Bihan|de La Tour|Saint-Étienne|Müller-Roche|Béranger|Gérard|Nguyễn|Benoît`

	givenSpanish  = `Lucía|Sofía|María|Martina|Paula|Valeria|Begoña|Nuria|Inés|Rocío|María José|Ana|Carmen|Dolores|Íngrid|Hugo|Martín|Lucas|Mateo|Íñigo|Álvaro|Adrián|Sebastián|Andrés|Joaquín|José|José Luis|Ramón|Ángel|Óscar|Iñaki|Diego`
	familySpanish = `García|Rodríguez|González|Fernández|López|Martínez|Sánchez|Pérez|Gómez|Martín|Jiménez|Ruiz|Hernández|Díaz|Moreno|Muñoz|Álvarez|Romero|Alonso|Gutiérrez|Navarro|Torres|Domínguez|Vázquez|Ramos|Gil|Ramírez|Serrano|Blanco|Molina|de la Cruz|de la Fuente|Ibáñez Nuñez|Peña|Etxeberria|Núñez|Ordóñez|Castaño|Zúñiga|Güell`

	givenPolish  = `Zofia|Zuzanna|Hanna|Julia|Maja|Alicja|Łucja|Małgorzata|Agnieszka|Katarzyna|Bożena|Żaneta|Ewa|Grażyna|Joanna|Jakub|Antoni|Jan|Szymon|Franciszek|Łukasz|Michał|Paweł|Krzysztof|Zbigniew|Stanisław|Wojciech|Grzegorz|Sławomir|Józef|Bartłomiej|Rafał`
	familyPolish = `Nowak|Kowalski|Wiśniewski|Wójcik|Kowalczyk|Kamiński|Lewandowski|Zieliński|Szymański|Woźniak|Dąbrowski|Kozłowski|Jankowski|Mazur|Kwiatkowski|Krawczyk|Kaczmarek|Piotrowski|Grabowski|Zając|Pawłowski|Michalski|Król|Wieczorek|Jabłoński|Wróbel|Nowakowski|Majewski|Olszewski|Stępień|Malinowski|Jaworski|Adamczyk|Dudek|Górski|Pietrzak|Sikora|Brzęczyszczykiewicz|Łoś|Źrebiec`

	givenTurkish  = `Ayşe|Fatma|Emine|Hatice|Zeynep|Elif|Şeyma|Gülşen|Çiğdem|Özge|Büşra|Esra|Nazlı|İpek|Işıl|Mehmet|Mustafa|Ahmet|Ali|Hüseyin|Hasan|İbrahim|İsmail|Osman|Yusuf|Murat|Ömer|Çağlar|Oğuz|Tuğrul|Şükrü|Barış`
	familyTurkish = `Yılmaz|Kaya|Demir|Çelik|Şahin|Yıldız|Yıldırım|Öztürk|Aydın|Özdemir|Arslan|Doğan|Kılıç|Aslan|Çetin|Kara|Koç|Kurt|Özkan|Şimşek|Polat|Korkmaz|Çakır|Erdoğan|Güneş|Aktaş|Ünal|Işık|Güler|Karaca|Taş|Uçar|Bulut|Şen|Keskin|Tekin|İnan|Ateş|Ergün|Sönmez`

	givenChinese  = `伟=Wei|芳=Fang|娜=Na|秀英=Xiuying|敏=Min|静=Jing|丽=Li|强=Qiang|磊=Lei|军=Jun|洋=Yang|勇=Yong|艳=Yan|杰=Jie|娟=Juan|涛=Tao|明=Ming|超=Chao|霞=Xia|平=Ping|刚=Gang|桂英=Guiying|子涵=Zihan|雨桐=Yutong|浩然=Haoran|思远=Siyuan`
	familyChinese = `王=Wang|李=Li|张=Zhang|刘=Liu|陈=Chen|杨=Yang|黄=Huang|赵=Zhao|吴=Wu|周=Zhou|徐=Xu|孙=Sun|马=Ma|朱=Zhu|胡=Hu|郭=Guo|何=He|高=Gao|林=Lin|罗=Luo|郑=Zheng|梁=Liang|谢=Xie|宋=Song|唐=Tang|欧阳=Ouyang`

	givenJapanese  = `陽菜=Hina|結衣=Yui|葵=Aoi|さくら=Sakura|美咲=Misaki|花子=Hanako|恵=Megumi|直子=Naoko|由美=Yumi|香織=Kaori|翔太=Shota|蓮=Ren|大輔=Daisuke|健一=Kenichi|太郎=Taro|誠=Makoto|浩=Hiroshi|拓也=Takuya|悠斗=Yuto|隆=Takashi`
	familyJapanese = `佐藤=Sato|鈴木=Suzuki|高橋=Takahashi|田中=Tanaka|伊藤=Ito|渡辺=Watanabe|山本=Yamamoto|中村=Nakamura|小林=Kobayashi|加藤=Kato|吉田=Yoshida|山田=Yamada|佐々木=Sasaki|山口=Yamaguchi|松本=Matsumoto|井上=Inoue|木村=Kimura|林=Hayashi|斎藤=Saito|清水=Shimizu`

	givenArabic  = `فاطمة=Fatima|مريم=Maryam|عائشة=Aisha|ليلى=Layla|نور=Nour|سلمى=Salma|هدى=Huda|زينب=Zainab|محمد=Mohammed|أحمد=Ahmed|علي=Ali|عمر=Omar|خالد=Khaled|يوسف=Youssef|حسن=Hassan|إبراهيم=Ibrahim|طارق=Tariq|سامي=Sami`
	familyArabic = `الحداد=Al-Haddad|المصري=Al-Masri|الخطيب=Al-Khatib|منصور=Mansour|حسين=Hussein|العلي=Al-Ali|النجار=Al-Najjar|خليل=Khalil|سعيد=Said|بن سالم=bin Salem|أبو زيد=Abu Zaid|الشريف=El-Sherif|حمدان=Hamdan|درويش=Darwish|قاسم=Qasim|العمري=Al-Omari`
)

// Places of work, one list per company: country, office, and how many of the
// people of each culture work there.
var offices = []struct{ company, country, office string }{
	{"Nederland B.V.", "NL", "Utrecht / 4e verdieping"},
	{"Nederland B.V.", "NL", "Eindhoven"},
	{"UK Ltd", "GB", "London, Paddington"},
	{"Deutschland GmbH", "DE", "München"},
	{"Deutschland GmbH", "DE", "Düsseldorf"},
	{"France SAS", "FR", "Saint-Denis"},
	{"España S.L.", "ES", "A Coruña"},
	{"Polska Sp. z o.o.", "PL", "Łódź"},
	{"Türkiye A.Ş.", "TR", "İstanbul"},
	{"Asia Pte. Ltd.", "SG", "Singapore"},
	{"Japan K.K.", "JP", "東京"},
	{"Gulf FZ-LLC", "AE", "Dubai"},
	{"Inc.", "US", "Redmond"},
}

var departments = []struct{ name, cost string }{
	{"Sales", "1100"}, {"Marketing", "1200"}, {"Customer Service", "1300"}, {"Finance", "2100"},
	{"Legal & Compliance", "2200"}, {"Human Resources", "2300"}, {"IT", "3100"}, {"Engineering", "3200"},
	{"Research and Development", "3300"}, {"Operations", "4100"}, {"Logistics", "4200"}, {"Manufacturing", "4300"},
	{"Facilities", "4400"}, {"Field Service", "4500"}, {"Procurement", "2400"}, {"Executive Office", "9000"},
}

var jobTitles = []string{
	"Account Manager", "Analyst", "Assistant", "Buyer", "Consultant", "Controller", "Coordinator", "Developer",
	"Director", "Engineer", "Field Technician", "Head of Department", "Intern", "Lawyer", "Manager", "Nurse",
	"Operator", "Planner", "Product Owner", "Receptionist", "Recruiter", "Researcher", "Shift Leader", "Specialist",
	"Support Agent", "Team Lead", "Tester", "Warehouse Worker",
}
