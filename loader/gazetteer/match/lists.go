package match

// stopWords tell nothing in a name, and are left out of names and lines.
const stopWords = `a an the of for and in at on de la le les los las du des del della delle degli dei di da do das dos e y et und o
	der die den dem das für fur zu zum zur am im van voor och og i w we na v ve en et al el il lo inc incorporated ltd limited llc gmbh corp corporation co plc pvt spa`

// synonyms are words that mean the same in names, a line each. Where a name
// has one of them, a line may have another.
const synonyms = `
university universitat universite universitaet universidad universidade universita universiteit universitet universitetet uniwersytet univerzita univerzitet universitas universiti universitatea universiteti universitesi universitat univ univers uni unversity univeristy universty universitair universitario universitaria universitaire universitaires
institute institut instituto istituto institutet institutul instytut instituut instituts institutes inst
national natl nat nacional nationale nazionale natn naz nationaal nationales
academy acad academia academie accademia akademie akademia akademi academi
science sci sciences scis ciencia ciencias scienze wissenschaft wissenschaften wetenschappen nauk nauki scientific cientifica cientificas
technology technologie technologies technol tecnologia tecnologias tecnologico tecnologica tech technological
technical technische technique tecnica tecnico technischen technicka techniczny
medical medicine med medico medica medicas medicina medecine medizin medizinische medizinischen medic medicin
center centre centro centrum ctr cent zentrum centres centers
hospital hosp hopital hopitaux hospitals ospedale ospedaliera ospedaliero hospitalier krankenhaus hospitalar hospitalaria szpital ziekenhuis sygehus sjukhus sykehus sairaala
clinic clinica clinique klinik clinics
college coll colleges collegium
school sch schools ecole escuela escola scuola schule
faculty fac facultad faculte facolta fakultat fakultaet faculdade facultat fakultet
department dept dep departamento departement dipartimento departament abteilung departments
division div divisione division
research res recherche recherches investigacion investigaciones ricerca ricerche forschung pesquisa pesquisas researches
laboratory lab labs laboratories laboratoire laboratorio laboratorium
engineering engn eng engineer ingenieria ingenierie ingegneria engenharia ingenieurwissenschaften engineers
agricultural agriculture agr agric agricola agraria agrarian agronomique agronomy agronomica
education educ educacion educacao
international intl int internacional internationale
foundation fdn fondation fundacion fundacao fondazione stiftung foundations
association assoc asociacion associazione
saint st sankt sint san santa santo
mount mt
physics phys physik physique fisica
chemistry chem chemie chimie quimica chimica
biology biol biologie biologia
federal fed
general gen
polytechnic polytech polytechnique politecnico politecnica politecnic polytechnical
applied appl
environmental environment environ
development dev
management mgmt
north norte nord
south sul sud sur
regional reg
hochschule fachhochschule
first 1st
second 2nd
third 3rd
fourth 4th
`

// unitWords stand before or behind the name of an institution of which
// something is a part: "Lund University Medical School".
const unitWords = `department school faculty college institute center division clinic hospital laboratory medical campus graduate program
	unit section research branch business law engineering science technology office library health press foundation group team chair`

const hospitalWords = `hospital clinic klinikum universitatsklinikum`
