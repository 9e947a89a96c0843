/** One line of the table: a ratio of two things measured side by side in one run, and what it should be at most. */
export type Line = { what: string; ratio: number; goal: number; more: string }

export function median(values: number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function print(lines: Line[]): void {
  for (const { what, ratio, goal, more } of lines)
    console.log(`${ratio <= goal ? '✓' : '✗'} ${what}: ${ratio.toFixed(2)} × (goal ≤ ${goal}), ${more}`)
}
