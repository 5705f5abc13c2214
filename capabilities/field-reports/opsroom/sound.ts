const TONES_HZ = [880, 660, 880, 660];
const TONE_S = 0.22;

/** Two tones, twice. A page that nobody has touched yet may not sound; the notice and the mark are there all the same. */
export async function soundAlarm(): Promise<void> {
  if (typeof AudioContext === 'undefined') return;
  const audio = new AudioContext();
  if (audio.state !== 'running') return audio.close();
  const loudness = audio.createGain();
  loudness.gain.value = 0.25;
  loudness.connect(audio.destination);
  for (const [place, hz] of TONES_HZ.entries()) {
    const tone = audio.createOscillator();
    tone.frequency.value = hz;
    tone.connect(loudness);
    tone.start(audio.currentTime + place * TONE_S);
    tone.stop(audio.currentTime + (place + 0.85) * TONE_S);
    if (place === TONES_HZ.length - 1) tone.onended = () => void audio.close();
  }
}
