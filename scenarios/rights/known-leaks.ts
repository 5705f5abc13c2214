/**
 * Doors that still tell of what is hidden, each until it is mended: the test fails for any other door, and for a line
 * here that is no longer true.
 */
export const knownLeaks: readonly { readonly where: RegExp; readonly what: string }[] = [];
