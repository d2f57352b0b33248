package auth

import (
	"encoding/json"
	"net/http"
	"testing"
)

// FuzzKept reads a kept sign-in, sealed and with anything inside: somebody is signed in
// whose account was asked for, or nobody; and a file that was changed is nobody's.
func FuzzKept(f *testing.F) {
	const account = "11111111-2222-3333-4444-555555555555.66666666-7777-8888-9999-000000000000"
	whole := `{"tokens":{"Account":{"a-login.microsoftonline.com-66666666-7777-8888-9999-000000000000":{"home_account_id":"` + account +
		`","environment":"login.microsoftonline.com","realm":"66666666-7777-8888-9999-000000000000","local_account_id":"11111111-2222-3333-4444-555555555555","username":"jane@contoso.com","authority_type":"MSSTS"}},"RefreshToken":{},"AccessToken":{},"IdToken":{},"AppMetadata":{}},"claims":{"a":"{}"}}`
	for _, seed := range []string{whole, `{"tokens":{"Account":{"":null}}}`, `{"tokens":{"Account":[]},"claims":{"":""}}`, `{"tokens":null}`, `{"tokens":"x"}`, `[]`, "", "\xff"} {
		f.Add([]byte(seed), 0, byte(0))
		f.Add([]byte(seed), 20, byte(1))
	}
	key := make([]byte, keySize)
	f.Fuzz(func(t *testing.T, content []byte, at int, change byte) {
		store := NewStore(t.TempDir())
		person, err := NewPerson(PersonConfig{Authority: "https://login.microsoftonline.com/66666666-7777-8888-9999-000000000000", ClientID: "66666666-7777-8888-9999-000000000001",
			Account: account, Services: []string{"https://graph.microsoft.com"}, HTTP: &http.Client{Transport: nobody{t}}, Store: store})
		if err != nil {
			t.Fatal(err)
		}
		name := person.session.name
		store.keys[name] = key
		file := sealed(key, name, content)
		file[uint(at)%uint(len(file))] ^= change
		if err := store.write(name, file); err != nil {
			t.Fatal(err)
		}
		who, ok := person.SignedIn(t.Context())
		if ok && (who.Account != account || !who.Kept || change != 0 || !json.Valid(content)) {
			t.Fatalf("%q, changed by %d, is %+v", content, change, who)
		}
		if _, err := unsealed(key, name+"x", file); err == nil {
			t.Fatal("the file of another name is taken")
		}
	})
}

// nobody is a network that may not be asked.
type nobody struct{ t *testing.T }

func (n nobody) RoundTrip(r *http.Request) (*http.Response, error) {
	n.t.Errorf("%s is asked", r.URL.Host)
	return nil, http.ErrServerClosed
}
