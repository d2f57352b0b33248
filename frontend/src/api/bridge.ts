// The bridge to the Go program is put into the page by the program itself, so
// the built window has nothing to prepare.
export const bridgeReady: Promise<void> = Promise.resolve();
