// Package simtenant plays a Microsoft 365 tenant: Entra ID's token endpoint,
// Microsoft Graph, the Power Platform license report and the blob store that
// hands it out, over real TLS on loopback.
//
// It promises: the same [Config] gives the same people, the same history and
// the same bytes on the wire (request ids, tokens and TLS keys apart); it is
// stricter than the real services, refuses what they refuse, and remembers
// what it refused ([Tenant.Refused]); its clock is virtual and moves only when
// told to; and [Tenant.WriteTruth] writes what is really so, from the world
// itself and not from anything that was served.
//
// It leaves to others everything a client does: it imports none of the
// program's packages and encodes its own JSON and CSV, so that a mistake made
// on one side of the wire is not repeated on the other.
//
// README.md in this folder lists routes, knobs and the truth format. Every
// shape that is not confirmed by Microsoft's own words is marked there as an
// assumption.
package simtenant
