#!/bin/bash
# Finishes the window for macOS, on a Mac with Xcode's command line tools, Go and Node.js.
#
#   build/packaging/macos/finish.sh license-ledger-VERSION-macos-unfinished.zip
#
# The ZIP file is made by `go run ./build package` on Linux: the bundle with everything but
# its program. It must be of the commit that is checked out here. What comes out lies beside
# it, and its checksum belongs into SHA256SUMS.
#
#   LICENSE_LEDGER_SIGN_IDENTITY   "Developer ID Application: ..." of the keychain; without it the
#                                  bundle is signed for this Mac alone (ad hoc)
#   LICENSE_LEDGER_NOTARY_PROFILE  a profile of `xcrun notarytool store-credentials`; without it
#                                  Apple is not asked, and others are warned when they open it
set -euo pipefail
unfinished=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
finished=${unfinished/-unfinished.zip/-universal.zip}
cd "$(dirname "$0")/../../.."
work=out/package-work/macos-finish
rm -rf "$work" && mkdir -p "$work"
unzip -q "$unfinished" -d "$work"
app=$(echo "$work"/*/*.app)
read -r name version < "$app/../program"

(cd frontend && npm ci --no-audit --no-fund && npm run build)
for arch in amd64 arm64; do
  CGO_ENABLED=1 GOOS=darwin GOARCH=$arch \
    CGO_CFLAGS="-mmacosx-version-min=12.0" CGO_LDFLAGS="-framework UniformTypeIdentifiers -mmacosx-version-min=12.0" \
    go build -trimpath -buildvcs=false -tags desktop,production \
    -ldflags "-s -w -X licenseledger/app.Version=$version" -o "$work/$name-$arch" .
done
mkdir -p "$app/Contents/MacOS"
lipo -create -output "$app/Contents/MacOS/$name" "$work/$name-amd64" "$work/$name-arm64"

if [ -n "${LICENSE_LEDGER_SIGN_IDENTITY:-}" ]; then
  codesign --force --options runtime --timestamp --sign "$LICENSE_LEDGER_SIGN_IDENTITY" "$app"
else
  codesign --force --sign - "$app"
fi
codesign --verify --strict --verbose=2 "$app"
ditto -c -k --keepParent "$app" "$finished"
if [ -n "${LICENSE_LEDGER_NOTARY_PROFILE:-}" ]; then
  xcrun notarytool submit "$finished" --keychain-profile "$LICENSE_LEDGER_NOTARY_PROFILE" --wait
  xcrun stapler staple "$app"
  ditto -c -k --keepParent "$app" "$finished"
fi
shasum -a 256 "$finished"
