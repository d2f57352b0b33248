package ledger

import "strings"

// AmountFault is why a text is no amount that a price can have.
type AmountFault string

// The closed list of faults; "" for none.
const (
	AmountNoNumber   AmountFault = "no_number"
	AmountAmbiguous  AmountFault = "ambiguous"   // 1.234 is 1234 to some and 1.234 to others
	AmountTooPrecise AmountFault = "too_precise" // more than two decimals
	AmountNegative   AmountFault = "negative"
	AmountTooLarge   AmountFault = "too_large"
)

// maxAmount is what a price can be at most, so that no number of units makes a
// sum that cannot be kept; 1/100 of the currency.
const maxAmount = 99_999_999_999

// ReadAmount reads an amount as people write it, with a point or a comma before
// the decimals and groups of three digits or none: 1.234,50 and 1,234.50. It
// gives 1/100 of the currency.
func ReadAmount(text string) (cents int64, fault AmountFault) {
	text = strings.TrimSpace(amountMarks.Replace(text))
	text = strings.TrimSuffix(text, ",-") // 12,- is 12.00 in Dutch
	if inner, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inner, ")") {
		text = "-" + strings.TrimSuffix(inner, ")")
	}
	positive, before := strings.CutPrefix(text, "-")
	positive, after := strings.CutSuffix(positive, "-")
	if before && after {
		return 0, AmountNoNumber
	}
	cents, fault = readPositive(strings.TrimSpace(positive))
	if fault == "" && (before || after) {
		return 0, AmountNegative
	}
	return cents, fault
}

// amountMarks makes the many spaces, apostrophes and signs of less than nothing
// one of each.
var amountMarks = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\t", " ", "'", " ", "’", " ", "−", "-", "–", "-")

func readPositive(text string) (cents int64, fault AmountFault) {
	whole, decimals, fault := splitAmount(text)
	if fault != "" {
		return 0, fault
	}
	switch {
	case len(decimals) > 2:
		return 0, AmountTooPrecise
	case len(decimals) == 1:
		decimals += "0"
	case decimals == "":
		decimals = "00"
	}
	for _, digit := range whole + decimals {
		if cents = cents*10 + int64(digit-'0'); cents > maxAmount {
			return 0, AmountTooLarge
		}
	}
	return cents, ""
}

// splitAmount gives the digits before and behind the decimal mark.
func splitAmount(text string) (whole, decimals string, fault AmountFault) {
	if strings.Trim(text, "0123456789., ") != "" || !strings.ContainsAny(text, "0123456789") {
		return "", "", AmountNoNumber
	}
	mark := strings.LastIndexAny(text, ".,")
	if mark < 0 {
		whole, fault = ungrouped(text, " ")
		return whole, "", fault
	}
	whole, decimals = text[:mark], text[mark+1:]
	own, other := text[mark:mark+1], ","
	if own == "," {
		other = "."
	}
	switch {
	case strings.Contains(whole, own): // several of one kind group digits: 1.234.567
		whole, fault = ungrouped(text, own)
		return whole, "", fault
	case decimals == "" || strings.Contains(decimals, " "):
		return "", "", AmountNoNumber
	case whole == "": // .50
	case strings.Contains(whole, other):
		whole, fault = ungrouped(whole, other)
	case strings.Contains(whole, " "):
		whole, fault = ungrouped(whole, " ")
	case len(decimals) == 3 && len(whole) <= 3 && whole[0] != '0':
		return "", "", AmountAmbiguous
	}
	return whole, decimals, fault
}

// ungrouped takes the marks from between groups of three digits.
func ungrouped(text, mark string) (digits string, fault AmountFault) {
	groups := strings.Split(text, mark)
	for i, group := range groups {
		if len(group) == 0 || strings.Trim(group, "0123456789") != "" || len(groups) > 1 && (len(group) > 3 || i > 0 && len(group) < 3) {
			return "", AmountNoNumber
		}
	}
	return strings.Join(groups, ""), ""
}
