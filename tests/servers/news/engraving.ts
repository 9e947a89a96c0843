// How does a picture come to look engraved? One set of lines, thick where it is dark; the line bends with the form.
// "paper" prints dark ink; "night" is the same plate as scraperboard, light lines cut where it is bright.

export type Scene = {
  title: string
  /** 0 is bare paper, 1 is solid ink. */
  tone: (x: number, y: number) => number
  /** How far the line that starts at height y has wandered at x. */
  drift: (x: number, y: number) => number
}

export type Plate = { ground: 'paper' | 'night'; pitch: number }

export const WIDTH = 720
export const HEIGHT = 432
const LEVELS = 9
const STEP = 2
const inks = { paper: { ground: '#f4ecd9', ink: '#2a241c' }, night: { ground: '#17150f', ink: '#e4d8bd' } }

export function engrave({ title, tone, drift }: Scene, { ground, pitch }: Plate): string {
  const paths = Array.from({ length: LEVELS + 1 }, () => '')
  const level = (x: number, y: number): number => {
    const dark = clamp(tone(x, y))
    return Math.round((ground === 'paper' ? dark : 1 - dark) * LEVELS)
  }
  for (let y = pitch / 2; y < HEIGHT + 12; y += pitch) {
    const at = (x: number): [number, number] => [x, y + drift(x, y)]
    let from = 0
    let held = level(...at(0))
    for (let x = STEP; x <= WIDTH; x += STEP) {
      const next = x === WIDTH ? -1 : level(...at(x))
      if (next === held) continue
      paths[held] += stroke(from, x, at)
      from = x
      held = next
    }
  }
  const lines = paths.map((path, place) =>
    place === 0 || path === '' ? '' : `<path stroke-width="${round((place / LEVELS) * pitch * 0.98)}" d="${path}"/>`,
  )
  const { ground: paper, ink } = inks[ground]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"><title>${title}</title><rect width="100%" height="100%" fill="${paper}"/><g fill="none" stroke="${ink}">${lines.join('')}</g></svg>`
}

// Only the corners a straight line would miss are written down.
function stroke(from: number, to: number, at: (x: number) => [number, number]): string {
  const [x0, y0] = at(from)
  let path = `M${round(x0)} ${round(y0)}`
  let [lastX, last] = [x0, y0]
  for (let x = from + STEP; x <= to; x += STEP) {
    const [, y] = at(x)
    if (Math.abs(y - last) <= 0.4) continue
    if (x - lastX > 5 * STEP) path += `H${x - STEP}`
    path += `L${x} ${round(y)}`
    lastX = x
    last = y
  }
  return lastX < to ? `${path}H${to}` : path
}

const round = (value: number): number => Math.round(value * 10) / 10
const clamp = (value: number): number => Math.min(1, Math.max(0, value))
