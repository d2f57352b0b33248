package tenant

import (
	"strings"

	"licenseledger/store/ledger"
)

// Names as a company in ten countries has them: some letters are beyond ASCII,
// and common names come first, since they are drawn more often.
var (
	firstNames = namesOf(`Anna Maria Peter Thomas Michael Sandra Julia David Daniel Laura Martin Christian Eva Jan Mark Paul Sarah Andreas
		Lisa Robert Monika Stefan Katarzyna José Ana Piotr Sofie Lars Ingrid Björn Åsa Zoë Chloé Renée François Émilie André Hélène Søren
		Jürgen Günther Käthe Łukasz Małgorzata Agnieszka Paweł Joanna Tomasz Marek Ewa Jiří Tomáš Ondřej Zdeněk Jana Petra Lucie Kateřina
		Miloš Žofia Ján István László Zoltán Ágnes Éva Krisztina João Inês Gonçalo Beatriz Tiago Rui Íñigo Begoña Álvaro Sofía Martín
		Lucía Raúl Elena Javier Carmen Pilar Giulia Marco Alessandro Chiara Francesca Matteo Luca Giorgia Pieter Willem Joost Sanne Femke
		Bram Thijs Anouk Maud Daan Fleur Liesbeth Koen Wouter Eline Olivier Mathilde Thibault Camille Baptiste Manon Aurélie Nicolas Pauline
		Hans Ursula Wolfgang Heike Torsten Sabine Uwe Birgit Markus Kerstin Dirk Silke Henrik Mette Anders Kirsten Niels Karin Gustav Astrid
		Erik Linnéa Oskar Elsa Nils Maja Aino Eero Päivi Jukka Kaisa Mikko Sinéad Aoife Niamh Ciarán Fergus Rhys Megan Gareth Oliver Emily
		Jack Grace Harry Charlotte George Amelia William Sophie Priya Rahul Ananya Vikram Deepa Arjun Sunita Rajesh Mei Wei Jun Li Hiroshi
		Yuki Kenji Aiko Minh Linh Thảo Nguyên Ahmed Fatima Omar Leila Yusuf Amina Hassan Nadia Ayşe Mehmet Özlem Çağla Emre Şebnem Olga
		Dmitri Natalia Sergei Irina Mikhail Tatiana Kwame Ama Chidi Ngozi Thabo Lerato`)
	lastNames = surnames()
)

// families are the stems and endings that surnames of a region are made of.
var families = []struct{ stems, endings string }{
	{"Müll Schneid Fisch Web Schröd Bäck Zimm Wagn Köhl Schäf Bau Kell Brück Lind Hof Stein Berg Wald Feld Bach Roth Kram Gärtn Metzg Köst",
		"er ermann inger hofer meier hauser stein feld bach mann brecht lein"},
	{"Lind Berg Ström Åker Sjö Dahl Ek Hed Holm Norr Söder Wik Öst Väster Björk Gran Asp Hög Lund Nor Fors Blom Ny Rosen Stål",
		"ström berg gren qvist man sson lund mark vall dal holm stedt"},
	{"Kowal Nowak Wiśniew Wójc Kamiń Lewand Zieliń Szymań Dąbrow Kozłow Jankow Mazur Krawcz Piotrow Grabow Pawłow Michal Zając Król Wieczor",
		"ski ska czyk owicz ewicz ak ek iński owski ecki ik uk"},
	{"Jan Bos Vos Mul Kui Dek Brou Smi Hend Jans Will Pet Dirk Schout Hui Scholt Post Verhoe",
		"ma stra sen sma ks zen der pers ink huis ven veld"},
	{"Fern Gonz Rodr Mart Álv Guti Hern Dom Jim Ruiz Val Men Pér Góm Núñ Ort Ram Mor Ser Ib",
		"ández ález íguez ínez arez érrez ando inguez énez ero ez ano"},
	{"Dup Mor Laur Sim Lef Bern Rous Vinc Four Gir Andr Merc Blanc Guér Boy Garn Chev Franç Lam Fau",
		"ont eau ent on èvre ard sel aud ier ois é elle"},
	{"Ross Ferr Esp Bian Rom Col Ric Mar Grec Brun Gall Cont De Luc Cost Giord Mancin Rizz Lombard Morett Barbier Font",
		"i ari osito chi ano ombo ci ino o etti one ani"},
	{"Smith Jones Taylor Brown Wil Dav Ev Rob John Walk Wright Thomp White Hugh Edward Green Hall Wood Harr Clark Pat Jack Tur Coop Ward",
		"son man ley ton field ford worth well bury wood land shaw"},
	{"Novák Svobod Dvořák Čern Procház Kuč Vesel Horák Němec Pokorn Marek Posp Hájek Jelín Král Růžič Beneš Fiala Sedlá Dolež",
		"ová ý a ek ka era íšil ik ček al ček ovský"},
	{"Nagy Kov Tóth Szab Horv Varg Kiss Moln Ném Farkas Bal Papp Tak Juhász Lak Mész Olá Simon Rác Fek",
		"ács i ó áth a ár eth ogh ász os ete y"},
	{"Sha Pat Kum Sing Gup Red Me Iy Nair Rao Chat Ban Muk Des Josh Kul Bhat Agar Mal Kap",
		"rma el ar h ta dy non er terjee erjee herjee ai"},
	{"Nguyễn Trần Phạm Hoàng Huỳnh Yıl Kay Dem Çel Şah Yıld Öz Arsl Doğ Kıl Asl Çet Kar Koç Kurt",
		"maz a ir ik in ız türk an ıç tin aca ç"},
}

func namesOf(text string) []string { return strings.Fields(text) }

// surnames puts stems and endings together, the common families first.
func surnames() []string {
	var all []string
	seen := map[string]bool{}
	longest := 0
	var parts [][2][]string
	for _, f := range families {
		stems := strings.Fields(f.stems)
		parts = append(parts, [2][]string{stems, strings.Fields(f.endings)})
		longest = max(longest, len(stems))
	}
	for i := range longest {
		for _, p := range parts {
			if i >= len(p[0]) {
				continue
			}
			for _, ending := range p[1] {
				if name := p[0][i] + ending; !seen[name] {
					seen[name] = true
					all = append(all, name)
				}
			}
		}
	}
	return all
}

// local makes the part of an address that a name gives: folded, letters only.
func local(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, ledger.FoldText(name))
}

var (
	localFirst, sameFirst = locals(firstNames)
	localLast, sameLast   = locals(lastNames)
)

// locals gives the part of an address that each name gives, and the index of
// the first name that gives the same.
func locals(names []string) (all []string, same []int) {
	first := map[string]int{}
	for i, name := range names {
		text := local(name)
		if _, taken := first[text]; !taken {
			first[text] = i
		}
		all, same = append(all, text), append(same, first[text])
	}
	return all, same
}
