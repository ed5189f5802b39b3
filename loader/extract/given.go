package extract

// givenNames are names that people are called by, in many languages: a run of
// capitalised words that begins with one is a person's name. Names that are also
// places, months or words of institutions are left out.
var givenNames = set(`
	aaron abdul abdullah abdulrahman abel abigail abraham ada adam adel adelaide adriana adriano adrian aggrey agnes agnieszka agnė ahmad ahmed aida aidan aigerim aigul ainura
	aisha aizhan akira alan alain alaa alba albert alberto aldo alejandra alejandro aleksandar aleksander aleksandr aleksandra aleksei alena alessandra alessandro alessia alexander alexandra
	alexandre alexandru alexei alexis alfonso alfred alfredo alice alicia alina alisher alma almaz alok alois alvaro amadou amal amanda amelia amina amir amit amy ana anand anastasia
	anatoly anders andrea andreas andreea andrei andrej andrés andrew andrey andrzej andré anette angela angelo anita anja anna annalisa anne anneli annette annika anthony antoine anton
	antonella antonia antonio antónio antti anwar aoife ari arjun arman armando arne arnold arthur artur arturo asel ashok asif aslan astrid atsushi august augusto aung aurelia aurelio
	axel ayesha azamat aziz azlan badri bakhyt balázs barbara bartosz basil bastien beata beatrice beatriz benedikt benjamin bernard bernardo bernd bernhard beth bettina birgit bjarne bogdan
	boris boubacar branislav branko brendan brian brigitte bronwyn bruno bulat camila camille carl carla carlo carlos carmen carol caroline carsten catalina catarina catherine cătălin
	cecilia cecilie cesare charles charlotte cheikh chiara chinedu chloe chris christian christina christine christophe christopher chukwuma claire clara claudia claudio clément colin
	connor constantin corina cornelia cristian cristiana cristina cyril célestin dagmar daisuke dalia damian damir dan dana daniel daniela daniele danielle danilo danuta darina dario
	dariusz darko david dawit dawn deborah denis denise dennis diana diego dietrich dilnoza dimitar dimitri dimitrios dina dinara dirk dmitri dmitry dmytro dolores dominik dominique donald
	donatella dora doris dorota dorothy dragan dragana duarte duncan dušan edgar edith edmund edoardo eduard eduardo edward edwin eero eirik ekaterina elaine eleanor elena eleni eleonora
	elias elif elina elisa elisabeth elise eliza elizabeth ella ellen elmar elsa elvira emil emilia emiliano emilie emilio emily emine emma emmanuel enrico enrique eric erica erik erika
	ernest ernesto ernst erwin esra ester esther eszter eugen eugene eugenia eugenio eva evan evelyn evgeny ewa fabian fabio fahad faisal farah farhad farid farida farrukh fatima fatma
	federica federico felicia felipe felix ferdinand ferenc fernanda fernando filip filipe filippo fiona flavia florence florian florin francesca francesco francis francisca francisco
	franco frank frans franz françois frederic frederick fredrik friedrich gabriel gabriela gabriele galina gary gavin geert gennady geoffrey george georges georgi georgiana georgios gerald
	gerard gerhard germán gertrude giacomo gianluca gianni gilbert giorgi giorgio giovanna giovanni giulia giuliana giuliano giuseppe gloria gonzalo goran gordon grace graham graça grażyna
	gregor gregorio gregory greta grigory guido guillaume guillermo gulnara gulnaz gulnora gunnar gustav gustavo guus gyula gábor habib hadi hakan halima halina hamid hamza hana hanna
	hannah hannele hans harald hari harold haruka hasan hassan heather hector heidi heike heikki helen helena helene helga helmut hendrik henning henri henrik henry henryk herbert herman
	hermann hernán hilary hilda hina hiroaki hiroshi holger horst hossein howard hubert hugo humberto hussein hélène ian ibrahim ida ignacio igor ikram ildikó ileana ilkka ilona ilya
	inês imran ina ines ingeborg ingrid inna ioan ioana ioannis irina iris irma isaac isabel isabella isabelle ismail iryna ivana ivan ivar ivo iván jaakko jaan jacek jack jackson jacob
	jacopo jacqueline jacques jadwiga jaime jakob jakub james jamila jamshed jan jana jane janet janez janina janne janusz jari jarmila jasmin jason javier jean jeanette jeffrey jelena
	jennifer jens jeremy jerzy jessica joachim joan joana joanna joanne johan johann johanna johannes john jonas jonathan jorge josef josefina joseph joshua josip joyce joão juan juana
	judit judith juha juhani julia julian juliana julie julien julio julius jun jukka jussi justin justyna jutta jyrki józef jörg jörgen jürgen kadri kaisa kamal kamil karel karen kari
	karin karina karl karla karlo karol karolina katarina katarzyna kate katharina katherine kathleen kathrin kathryn katrin kaur kazuo kees keiko keith kelly kemal kenji kenneth kenta
	kerstin ketevan kevin khaled khalid kim kirsi kirsten kirsti klaus knut konrad konstantin kristian kristiina kristina kristof krystyna krzysztof kumiko kurt kwabena kwame kyaw lachlan lars larisa
	larry lasha laszlo laura lauri laurence laurent lech leena leif leila lena lene lennart leo leon leonard leonardo leonid leonor leopold lesley leslie levan lewis li liam lidia liis
	liliana lilian lina linda lino lisa lisbeth liudmila ljiljana lorena lorenzo lotta louis louise luca lucas lucia luciana luciano lucie lucía ludmila luigi luis luisa luiz lukas lukáš
	lydia lynn maarten madeleine magda magdalena magnus mahmoud maija malgorzata mamadou manfred manoj manuel manuela mara marc marcel marcela marcello marcelo marcia marcin marco marcos
	marcus marek margaret margareta margarita margherita margit mari maria mariana marianna marianne mariano marie marija marina mario marion marit marius mariya marjatta mark marko
	markku marko markus marlene marta martha martin martina martine martti mary maryam marzena masashi massimo mateja mateo mateus mathias mathieu matilda matteo matthew matthias matti
	mauricio maurizio mauro max maxim maximilian mayumi małgorzata mehdi mehmet mei melanie mercedes merete mette micaela michael michaela michail michał michel michela michele michelle
	michiel miguel mihai mihail miika mika mike mikhail mikko mikołaj milan mile milena milica milorad milos miloš mina minna miriam mirjana mirko mirosław mirza mitsuru mohamed mohammad
	mohammed mohd moira mona monica monika morten moses mouna muhammad munir murat mustafa myriam márcia márta mónica nabil nadia nadine nancy naoko naomi natalia natalie natalya natasha
	nathalie nathan neil nelly nenad nicholas nicola nicolae nicolas nicole niels nigel nik nikola nikolai nikolaos nikolay nils nina nino nisha noel noor nora norbert norma nour nuno nur
	nurlan octavian oksana olaf olav ole oleg oleksandr oleksii olena olga oliver olivia olivier omar oscar oskar osman otabek otto ovidiu pablo paloma pamela panu paola paolo pascal
	pasi pat patricia patricio patrick patrik patrizia paul paula paulina paulo pavel pavle pavol paweł pedro peeter pekka per peter petar petr petra petri petros petteri pentti peder philip
	philipp philippe pia pierre pieter pietro pilar piotr pirjo piret pradeep prakash priya priscilla queen rachel radosław radu rafael rafał raffaele rafiq rahim rahul raija raimo rainer
	raisa raj rajesh rakesh ralf ralph ramiro ramón raquel rashid rasmus raul raúl raymond rebecca regina reiko reinhard renata renate renato rené ricardo riccardo richard rick riikka
	rita robert roberta roberto robin rocío rodrigo roger roland rolf roman romana romina ronald rosa rosalia rosario rose rosemary roxana roy ruben rubén rudolf rui rumen ruslan russell rustam
	ruta ruth ryan réka saara sabina sabine sabrina said saida sakura salem salman salvador salvatore samir samuel samuli sandra sandeep sanja sanjay santiago sara sarah sari sarita satu
	saule scott sean sebastian sebastián seán selma serena serge sergei sergey sergio serhii sevda shahid shahida sharon shaun sheila shigeru shirley shiro siarhei sibel sibusiso sigrid
	silje silvana silvia simon simona simone sinikka siobhán sipho siri siti slavko slobodan sofia sofie solange sonia sonja sophia sophie sorin soňa stanislav stanisław stefan stefania
	stefano steffen stella sten stephan stephane stephanie stephen steve steven stig stuart stéphane sue sultan sunil suresh susan susana susanna susanne suzanne svein sven svetlana sylvia
	sylvie szymon sándor tadeusz takashi takeshi tamar tamara tamás tanja tarik tarmo tatiana tatjana tatyana tauno teemu teresa terhi terry thandeka theodor theresa thierry thomas
	thorsten tiago tihana tiina tim timo timothy tina tobias toivo tom tomas tomasz tomi tomoko toni tony torsten tove tristan tuija tuomas tuula tünde ulf ulla ulrich ulrika
	ulrike umar umberto urs ursula usman uwe vadim valentin valentina valeria valerio valerie valery vania vasile vasily vasyl veikko vera verena veronica veronika vesna vicente victor
	victoria vijay viktor viktoria vilma vincent vincenzo violeta virginia virpi vitaly vito vittorio vivian vladimir vladislav volker volodymyr vyacheslav václav waldemar wale walter wanda
	werner wilhelm willem william winnie wioletta wojciech wolfgang xavier yaroslav yasmin yasuo yerlan yolanda yosef youssef yuki yukiko yulia yuri yuriy yury yusuf yves yvonne zainab
	zarina zdenka zdeněk zeynep zhanna zofia zoltan zoltán zoran zsolt zsuzsa zubair zuzana ágnes álvaro ángel ásta éva óscar ömer željko živa þórdís`)

// surnamesFirst are names of families that stand before the given name, as in
// Chinese, Korean and Vietnamese: two words of which the first is one of them are
// a person's name.
var surnamesFirst = set(`
	ai bai bao bi bian bu cai cao cen chai chang che chen cheng chi chu cui dai dang deng ding dong du duan fan fang fei feng fu gan gao ge gong gou gu guan guo han hao
	hou hua huang huo ji jia jian jiang jiao jin jing ju kang ke kong kuang lai lan lang lei leng lian liang liao lin ling liu long lou lu luo lü ma mao mei meng mi miao mo mu nie ning niu ou
	pan pang pei peng pi pu qi qian qiao qin qiu qu quan que ran ren rong ruan rui sha shan shang shao shen sheng shi shu si song su sui tan tang tao tian tong tu wan wang
	wei wen weng wu xi xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin ying yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zou zuo
	kim lee park choi jung jeong kang cho yoon yun jang lim shin seo kwon hwang ahn hong yoo ryu bae baek noh nam shim moon
	nguyen nguyễn tran trần pham phạm hoang hoàng phan vu vũ vo võ bui bùi dang đặng ngo ngô duong dương dinh đinh trinh trịnh truong trương lam lâm mai doan đoàn`)
