package gazetteer

import "strings"

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// headWords say that a name is an institution's.
var headWords = wordSet(`university universities college colleges institute institutes academy school schools polytechnic conservatory
	universiti universitas universidad universidade universitat universite universita universitatea univerzita univerzitet
	uniwersytet universitet universiteit instituto institut istituto politecnico hochschule ecole escola escuela facultad faculdade
	faculty department centre center`)

// genericWords make no name a distinctive one, all of them together either.
var genericWords = wordSet(`university universities college colleges institute institutes academy school schools polytechnic conservatory
	universiti universitas universidad universidade universitat universite universita instituto institut
	a an the of for and in at de do da del della di des et y e la le
	national international state federal regional municipal city metropolitan central public private royal open free autonomous
	technical technological technology technologies polytechnical industrial industry normal pedagogical teacher teachers education educational
	medical medicine health nursing dental pharmacy pharmaceutical agricultural agriculture agrarian veterinary forestry maritime marine
	science sciences scientific applied engineering arts art music design humanities social economics economic economy finance business
	commerce trade law management administration communication communications media information computing computer
	foreign languages language studies study research advanced higher graduate postgraduate professional vocational
	aerospace aviation transport transportation railway civil construction architecture sport sports physical culture culture
	nacional internacional estatal estadual politecnica tecnologica autonoma catolica catholic islamic christian
	fine new superior
	alliance alliances league network union association consortium council group forum federation cooperation global world`)

// modifiers begin a name whose rest may be a name of its own.
var modifiers = wordSet(`north south east west northern southern eastern western northeast northwest southeast southwest
	northeastern northwestern southeastern southwestern new upper lower greater inner outer mid central
	st saint san santa sao al el royal imperial`)

// leadingWords stand capitalised before a name without being part of it.
var leadingWords = wordSet(`the a an at in on of to by for from with and or but as our its this that between both among after before since
	president rector chancellor principal director dean professor prof dr vice deputy secretary chairman chair minister ambassador mr ms mrs
	visits visit visited signs signed meets met joins joined hosts hosted welcomes welcomed visiting partner partners partnership
	delegation agreement memorandum mou cooperation collaboration founded member members is are was were has have will
	today yesterday meanwhile later also then earlier recently monday tuesday wednesday thursday friday saturday sunday
	january february march april may june july august september october november december`)

// ordinaryWords are names of nobody when they stand alone, whoever is called so.
var ordinaryWords = wordSet(`european american british national global alliance network league union coalition consortium campus
	science technology education research group association forum pioneer horizon summit liberty freedom unity phoenix`)

// ordinaryAcronyms are words, or stand for something better known.
var ordinaryAcronyms = wordSet(`its out aim sun run sum rule mate inn uni una uno one new all and who un eu ict nda sim eia ceo mou gem`)
