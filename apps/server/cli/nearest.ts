/** The word of a list that somebody most likely meant; undefined where none comes near. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(typed.length / 3));
  const measured = known.map((word) => ({ word, distance: distanceOf(typed, word) }));
  const [best] = measured.sort((a, b) => a.distance - b.distance);
  if (best !== undefined && best.distance <= limit) return best.word;
  return known.find((word) => typed.length > 1 && word.startsWith(typed));
}

/** Letters to add, take away or exchange (Levenshtein 1966), row by row. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, wanted] of [...other].entries()) {
      const changed = (row[j] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? one.length;
}
