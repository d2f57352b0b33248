package auth

import "encoding/asn1"

// A PFX file says how often a password is hashed before it opens anything. Windows
// writes 2,000 rounds, OpenSSL 2,048 and careful people a million; a file may say two
// thousand million, and whoever opens it waits for an hour.
const mostRounds = 10_000_000

// asksTooMuch tells whether opening the file would take too many rounds in all. What
// is encrypted inside it cannot be looked at before it is opened.
func asksTooMuch(pfx []byte) bool {
	rounds := int64(0)
	return tooMuchIn(pfx, &rounds, 0)
}

// tooMuchIn adds the rounds of what der holds. Every way to derive a key (PKCS #5, #12)
// says a salt and then the rounds.
func tooMuchIn(der []byte, rounds *int64, depth int) bool {
	const deepest = 64
	afterSalt := false
	for len(der) > 0 && depth < deepest {
		var value asn1.RawValue
		rest, err := asn1.Unmarshal(der, &value)
		if err != nil {
			return false // it is opened by nobody
		}
		der = rest
		isSalt := value.Class == asn1.ClassUniversal && value.Tag == asn1.TagOctetString
		if afterSalt && value.Class == asn1.ClassUniversal && value.Tag == asn1.TagInteger {
			var n int64
			if _, err := asn1.Unmarshal(value.FullBytes, &n); err != nil || n > mostRounds {
				return true
			}
			*rounds += max(n, 0)
		}
		afterSalt = isSalt
		if (value.IsCompound || isSalt) && tooMuchIn(value.Bytes, rounds, depth+1) || *rounds > mostRounds {
			return true
		}
	}
	return false
}
