package auth

import "encoding/json"

// foreign leaves out of claims what this client says of itself in every request:
// MSAL adds that, and refuses claims that have it already.
func foreign(claims string) string {
	var all map[string]map[string]json.RawMessage
	if claims == "" || json.Unmarshal([]byte(claims), &all) != nil || all["access_token"]["xms_cc"] == nil {
		return claims
	}
	delete(all["access_token"], "xms_cc")
	rest, err := json.Marshal(all)
	if err != nil {
		return claims
	}
	return string(rest)
}
