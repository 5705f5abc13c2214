import type { Place } from '../report.ts';

export type PlaceAnswer = Place | 'denied' | 'unknown';

const PATIENCE_MS = 20_000;
// As fine as a phone can know it; more digits would only pretend.
const DECIMALS = 1e6;

/** Where this phone is. Asks the person for leave, so only call it from a tap. */
export function findPlace(): Promise<PlaceAnswer> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve('unknown');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lon: Math.round(coords.longitude * DECIMALS) / DECIMALS,
          lat: Math.round(coords.latitude * DECIMALS) / DECIMALS,
          accuracyM: Math.min(100_000, Math.round(coords.accuracy)),
        }),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'unknown'),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
    );
  });
}
