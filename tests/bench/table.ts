/** A ratio of two things measured side by side in one run, and what it should be at most: Infinity where that is no goal. */
export type Line = { what: string; ratio: number; goal: number; more: string }

export function median(values: number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function mean(values: number[] = []): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** How far off the ratio of two means may well be: the standard error of what lies between the pairs, over the lower mean. */
export function uncertainty(over: number[] = [], under: number[] = []): number {
  const between = over.map((value, at) => value - (under[at] ?? Number.NaN))
  const middle = mean(between)
  const spread = Math.sqrt(mean(between.map((value) => (value - middle) ** 2)))
  return spread / Math.sqrt(between.length) / mean(under)
}

export function print(lines: Line[]): void {
  for (const { what, ratio, goal, more } of lines) {
    const isGoal = Number.isFinite(goal)
    const mark = isGoal ? (ratio <= goal ? '✓' : '✗') : '·'
    console.log(`${mark} ${what}: ${ratio.toFixed(2)} ×${isGoal ? ` (goal ≤ ${goal})` : ''}, ${more}`)
  }
}
