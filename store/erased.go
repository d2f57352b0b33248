package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"strings"

	"licenseledger/store/ledger"
)

// settingErasureKeys holds the random keys of the hashes in table erased:
// one of this ledger, and those of ledgers merged into it.
const settingErasureKeys = "erasure_keys"

// What a hash in table erased is of. The word stands before the text, so that
// a name can never be taken for an address.
const (
	erasedUser    = "user"    // object id of a forgotten account
	erasedAddress = "address" // folded; in lines of a report
	erasedAccount = "account" // folded; of somebody forgotten before a directory told the account: in accounts too
	erasedName    = "name"    // folded; in lines that carry no address
	erasedLine    = "line"    // folded name and address; where the address is somebody else's now
	erasedText    = "text"    // names and addresses, folded; in texts that people wrote
)

// erasures knows who was forgotten. It holds keyed hashes only, so it can say
// of a text that it is a forgotten one, and cannot list them. It is not safe
// for use by several goroutines. nil means nobody was forgotten.
type erasures struct {
	keys   []*erasureKey
	hashes map[[sha256.Size]byte]bool
	tags   map[string]bool   // what stands in for addresses of forgotten accounts
	texts  map[string]string // what is left of texts that were looked through
	told   map[string]bool   // those of them that differ now
	things map[string]string // and what is kept of the names of things
	q      querier           // to ask whose an address is now
}

// erasureKey is one key with its working state.
type erasureKey struct {
	key    []byte
	mac    hash.Hash
	buffer [sha256.Size]byte
}

func newErasureKey(key []byte) *erasureKey {
	return &erasureKey{key: key, mac: hmac.New(sha256.New, key)}
}

func (k *erasureKey) hash(what, text string) [sha256.Size]byte {
	k.mac.Reset()
	k.mac.Write([]byte(what))
	k.mac.Write([]byte{':'})
	k.mac.Write([]byte(text))
	return [sha256.Size]byte(k.mac.Sum(k.buffer[:0]))
}

// tag stands in for a text, see ledger.ErasedText.
func (k *erasureKey) tag(what, text string) string {
	sum := k.hash(what, text)
	return ledger.ErasedText(hex.EncodeToString(sum[:8]))
}

// address stands in for an address; nothing stays nothing.
func (k *erasureKey) address(text string) string {
	if text == "" || ledger.IsErased(text) {
		return text
	}
	return k.tag(erasedAddress, ledger.FoldAddress(text))
}

// name stands in for a name. It is made of every text about the person that
// the fact has, so that facts which differed still differ: history keeps its
// spans, and equal lines of a report their ordinals.
func (k *erasureKey) name(texts ...string) string {
	return k.tag("fact", strings.Join(texts, "\x00"))
}

// loadErasures reads who was forgotten.
func (l *Ledger) loadErasures(ctx context.Context, q querier) (*erasures, error) {
	e := &erasures{hashes: map[[sha256.Size]byte]bool{}, tags: map[string]bool{}, texts: map[string]string{}, told: map[string]bool{}, things: map[string]string{}, q: q}
	err := each(ctx, q, `SELECT key_hash FROM erased`, nil, func(rows *sql.Rows) error {
		var sum sql.RawBytes
		err := rows.Scan(&sum)
		if err == nil && len(sum) != sha256.Size {
			err = foreignValue("erased.key_hash")
		}
		if err == nil {
			e.hashes[[sha256.Size]byte(sum)] = true
		}
		return err
	})
	if err != nil || len(e.hashes) == 0 {
		return nil, err
	}
	keys, err := erasureKeys(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		e.keys = append(e.keys, newErasureKey(key))
	}
	tags, err := erasedTags(ctx, q)
	for _, tag := range tags {
		e.tags[tag] = true
	}
	return e, err
}

// settingErasedTags holds stand-ins of addresses that forgotten accounts were
// told to have by facts that are not in this file: those that it had before a
// backup was restored, or that a merged ledger has.
const settingErasedTags = "erased_addresses"

// erasedTags gives what stands in for the addresses of forgotten accounts: one
// may get another later, and its lines follow it.
func erasedTags(ctx context.Context, q querier) (tags []string, err error) {
	if _, err := setting(ctx, q, settingErasedTags, &tags); err != nil {
		return nil, err
	}
	return tags, each(ctx, q, `SELECT address FROM user_address WHERE address BETWEEN 'erased-' AND 'erased.'
		UNION SELECT mail FROM deleted_user WHERE mail BETWEEN 'erased-' AND 'erased.'
		UNION SELECT user_principal_name FROM deleted_user WHERE user_principal_name BETWEEN 'erased-' AND 'erased.'
		UNION SELECT email_address FROM license_use WHERE user_id IS NOT NULL AND email_address BETWEEN 'erased-' AND 'erased.'`, nil, func(rows *sql.Rows) error {
		var address string
		err := rows.Scan(&address)
		tags = append(tags, address)
		return err
	})
}

func erasureKeys(ctx context.Context, q querier) (keys [][]byte, err error) {
	_, err = setting(ctx, q, settingErasureKeys, &keys)
	return keys, err
}

// apply gives a fact as it may be kept: the same, or without what names a
// person who was forgotten. Applying twice is applying once.
func (e *erasures) apply(fact ledger.Fact) (ledger.Fact, error) {
	if e == nil {
		return fact, nil
	}
	switch f := fact.(type) {
	case ledger.User:
		if k := e.keyOfAccount(f.UserID, f.UserPrincipalName, f.Mail, f.ProxyAddresses); k != nil {
			f = k.user(f)
		}
		return e.beside(f), nil
	case ledger.DeletedUser:
		if k := e.keyOfAccount(f.UserID, plainSignIn(f.UserID, f.UserPrincipalName), f.Mail, ""); k != nil {
			return k.deletedUser(f), nil
		}
	case ledger.ReportRow:
		k, err := e.keyOfLine(f.UserName, f.EmailAddress)
		if err != nil {
			return nil, fmt.Errorf("look whose a line is: %w", err)
		}
		if k != nil {
			return k.reportRow(f), nil
		}
	case ledger.LicenseUse:
		return e.licenseUse(f)
	case ledger.LicenseGroup:
		f.DisplayName = e.distinctly(f.DisplayName)
		return f, nil
	}
	return fact, nil
}

func (e *erasures) keyOfAccount(id, upn, mail, proxies string) *erasureKey {
	for _, k := range e.keys {
		if e.hashes[k.hash(erasedUser, strings.ToLower(id))] {
			return k
		}
		for _, address := range addressesOf(upn, mail, proxies) {
			if e.hashes[k.hash(erasedAccount, address)] {
				return k
			}
		}
	}
	return nil
}

func (e *erasures) keyOfLine(name, said string) (*erasureKey, error) {
	if ledger.IsErased(said) {
		return nil, nil
	}
	for _, k := range e.keys {
		if ledger.IsFiller(said) {
			if !ledger.IsFiller(name) && e.hashes[k.hash(erasedName, ledger.FoldText(name))] {
				return k, nil
			}
			continue
		}
		address := ledger.FoldAddress(said)
		sum := k.hash(erasedAddress, address)
		if e.hashes[k.hash(erasedLine, lineText(name, address))] {
			return k, nil
		}
		if e.hashes[sum] || e.tags[ledger.ErasedText(hex.EncodeToString(sum[:8]))] {
			if reused, err := e.isReused(address); err != nil || !reused {
				return k, err
			}
		}
	}
	return nil, nil
}

// isReused tells whether an account that was not forgotten has the address of
// one that was. Then the address alone does not tell whose a line is. The
// forgotten account itself may still have it, while its facts are being erased.
func (e *erasures) isReused(address string) (reused bool, err error) {
	err = each(context.Background(), e.q, `SELECT f.user_id, coalesce(f.user_principal_name, ''), coalesce(f.mail, ''), coalesce(f.proxy_addresses, '')
		FROM user_address a JOIN user f USING (fact_id) WHERE a.address = ?`, []any{address}, func(rows *sql.Rows) error {
		var id, upn, mail, proxies string
		err := rows.Scan(&id, &upn, &mail, &proxies)
		reused = reused || e.keyOfAccount(id, upn, mail, proxies) == nil
		return err
	})
	return reused, err
}

// lineText is what tells lines of different people with one address apart.
func lineText(name, address string) string { return ledger.FoldText(name) + "\x00" + address }

func (k *erasureKey) user(f ledger.User) ledger.User {
	if ledger.IsErased(f.DisplayName) {
		return f
	}
	f.DisplayName = k.name(f.DisplayName, f.UserPrincipalName, f.Mail, f.ProxyAddresses)
	f.UserPrincipalName, f.Mail = k.address(f.UserPrincipalName), k.address(f.Mail)
	f.ProxyAddresses = k.proxies(f.ProxyAddresses)
	return f
}

// proxies stands in for each of the addresses in a JSON array.
func (k *erasureKey) proxies(text string) string {
	var all []string
	if text == "" || json.Unmarshal([]byte(text), &all) != nil {
		return ""
	}
	for i, address := range all {
		all[i] = k.address(address)
	}
	body, err := json.Marshal(all)
	if err != nil {
		return ""
	}
	return string(body)
}

func (k *erasureKey) deletedUser(f ledger.DeletedUser) ledger.DeletedUser {
	if ledger.IsErased(f.DisplayName) {
		return f
	}
	f.DisplayName = k.name(f.DisplayName, f.UserPrincipalName, f.Mail)
	f.UserPrincipalName, f.Mail = k.address(plainSignIn(f.UserID, f.UserPrincipalName)), k.address(f.Mail)
	return f
}

func (k *erasureKey) reportRow(f ledger.ReportRow) ledger.ReportRow {
	f.UserName = k.name(f.UserName, f.EmailAddress)
	if !ledger.IsFiller(f.EmailAddress) {
		f.EmailAddress = k.address(f.EmailAddress)
	}
	return f
}
