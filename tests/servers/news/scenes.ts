// What is in the pictures? Two plates of the Post, as darkness at every point.
import type { Scene } from './engraving.ts'

type Point = readonly [x: number, y: number]

export const lighthouse: Scene = {
  title: 'The light on the Skerry, by night',
  tone: (x, y) => {
    const lamp = lampLit(x, y)
    if (lamp !== undefined) return lamp
    const tower = towerShade(x, y)
    if (tower !== undefined) return tower
    const rock = rockShade(x, y)
    if (rock !== undefined) return rock
    return y > HORIZON ? nightSea(x, y) : nightSky(x, y)
  },
  drift: (x, y) => (y > HORIZON + 4 && rockShade(x, y) === undefined ? swell(x, y) : 0) + towerBend(x, y),
}

export const harbour: Scene = {
  title: 'Berth 402, at the turn of the tide',
  tone: (x, y) => {
    const ship = shipShade(x, y) ?? quayShade(x, y)
    if (ship !== undefined) return ship
    return y > SHORE ? moonSea(x, y) : moonSky(x, y)
  },
  drift: (x, y) => (y > SHORE + 4 && quayShade(x, y) === undefined ? swell(x, y) : 0),
}

const HORIZON = 286
const LAMP: Point = [482, 96]

function nightSky(x: number, y: number): number {
  const cloud = billow(x / 150 + 3, y / 46) - 0.5
  const base = 0.86 - 0.42 * (y / HORIZON) + cloud * 0.42
  return base - beam(x, y) - star(x, y)
}

// Two arms of light, each bright at its heart and gone by the edge of the plate.
function beam(x: number, y: number): number {
  const [dx, dy] = [x - LAMP[0], y - LAMP[1]]
  const far = Math.hypot(dx, dy)
  const angle = Math.atan2(dy, Math.abs(dx))
  const off = Math.abs(angle - (dx < 0 ? 0.1 : -0.14)) / 0.115
  const arm = Math.max(0, 1 - off * off) * (1.05 - far / 760)
  return Math.max(arm, 0) * 0.9 + Math.max(0, 1 - far / 62) * 0.8
}

function star(x: number, y: number): number {
  const [column, row] = [Math.floor(x / 22), Math.floor(y / 22)]
  if (grain(column * 3.1, row * 7.7) < 0.93 || y > 210) return 0
  const centre: Point = [column * 22 + 4 + 14 * grain(column, row), row * 22 + 4 + 14 * grain(row, column)]
  return Math.hypot(x - centre[0], y - centre[1]) < 2.6 ? 0.9 : 0
}

function nightSea(x: number, y: number): number {
  const depth = (y - HORIZON) / 146
  const wave = Math.sin(x / (7 + 34 * depth) + y * 0.9 + 3 * billow(x / 90, y / 12))
  const glitter = Math.max(0, 1 - Math.abs(x - LAMP[0] + 6) / (16 + 90 * depth)) * (0.5 + 0.5 * wave)
  const foam = rockShade(x, y - 5 - 8 * billow(x / 12, y / 5)) === undefined ? 0 : 0.75 * billow(x / 9, y / 3)
  return 0.58 + 0.16 * depth + 0.26 * wave - glitter * 0.62 - foam
}

function towerShade(x: number, y: number): number | undefined {
  const centre = LAMP[0]
  if (y < 132 || y > 300) return undefined
  const half = 21 + ((y - 132) / 168) ** 1.7 * 19
  const across = (x - centre) / half
  if (Math.abs(across) > 1) return undefined
  const round = 0.06 + 0.86 * ((across + 1) / 2) ** 1.7
  const banded = (y > 168 && y < 200) || (y > 234 && y < 266)
  const window = Math.abs(x - centre + 3) < 3.5 && [152, 217, 283].some((at) => Math.abs(y - at) < 6)
  if (window) return 1
  return banded ? 0.62 + 0.38 * round : round
}

function towerBend(x: number, y: number): number {
  if (towerShade(x, y) === undefined) return 0
  return 4.2 * (1 - ((x - LAMP[0]) / 40) ** 2)
}

function lampLit(x: number, y: number): number | undefined {
  const [dx, dy] = [Math.abs(x - LAMP[0]), y - LAMP[1]]
  if (dy > 26 && dy < 36 && dx < 29) return dy > 33 || (dx % 7 < 2.4 && dy < 33) || dy < 28.5 ? 1 : 0.25
  if (dy > -18 && dy <= 26 && dx < 16) return dx > 13.5 || Math.abs(dx - 5) < 0.9 || dy > 23 ? 1 : 0
  if (dy <= -18 && dy > -36 && dx < 20 * Math.sqrt(1 - ((dy + 18) / 18) ** 2)) return x > LAMP[0] - 5 ? 1 : 0.72
  if (dy <= -35 && dy > -46 && dx < 1.8) return 1
  if (dy > 0 && dy <= 36 && dx < 20 && dx >= 16) return dy > 20 ? 0.9 : undefined
  return undefined
}

function rockShade(x: number, y: number): number | undefined {
  const ridge =
    322 -
    52 * bump(x, 492, 120) -
    26 * bump(x, 590, 60) -
    24 * bump(x, 395, 46) -
    14 * billow(x / 22, 4) +
    7 * billow(x / 7, 1)
  const foot = 348 + 9 * billow(x / 26, 9) - 46 * ((x - 503) / 176) ** 4
  if (y < ridge || y > foot) return undefined
  const facet = billow(x / 20 + y / 26, y / 13 - x / 60)
  return 0.5 + 0.75 * (facet - 0.32) + 0.25 * ((x - 480) / 180)
}

const SHORE = 250
const MOON: Point = [196, 104]

function moonSky(x: number, y: number): number {
  const far = Math.hypot(x - MOON[0], y - MOON[1])
  if (far < 38) return 0.02 + (billow(x / 17, y / 15) > 0.6 ? 0.14 : 0)
  const hills = 226 - 34 * bump(x, 60, 150) - 46 * bump(x, 660, 150) - 12 * bump(x, 430, 120) + 5 * billow(x / 26, 2)
  if (y > hills) return 0.66 + 0.3 * billow(x / 30, y / 9) - 0.28 * ((y - hills) / 40)
  const streak = billow(x / 210 + 1, y / 15)
  const lit = Math.max(0, 1 - far / 230)
  return 0.78 - 0.34 * (y / SHORE) + 0.5 * (streak - 0.5) - 0.55 * lit * lit + (far < 60 && streak > 0.5 ? 0.1 : 0)
}

function moonSea(x: number, y: number): number {
  const depth = (y - SHORE) / 182
  const wave = Math.sin(x / (6 + 30 * depth) + y * 0.8 + 3 * billow(x / 80, y / 11))
  const path = Math.max(0, 1 - Math.abs(x - MOON[0]) / (22 + 110 * depth))
  const under = shipShade(x + 8 * wave * depth, 2 * 330 - y) === undefined ? 0 : 0.22
  return 0.56 + 0.14 * depth + 0.22 * wave - path * (0.34 + 0.34 * wave) + under
}

// A gaff cutter: the lit side of every sail looks at the moon.
function shipShade(x: number, y: number): number | undefined {
  const hull: Point[] = [
    [322, 296],
    [346, 300],
    [500, 298],
    [556, 286],
    [530, 328],
    [500, 338],
    [366, 336],
    [340, 322],
  ]
  const main: Point[] = [
    [338, 272],
    [350, 132],
    [428, 92],
    [436, 276],
  ]
  const top: Point[] = [
    [362, 122],
    [430, 40],
    [432, 88],
  ]
  const stay: Point[] = [
    [444, 262],
    [443, 78],
    [520, 280],
  ]
  const jib: Point[] = [
    [462, 60],
    [606, 272],
    [520, 268],
  ]
  if (inside(hull, x, y))
    return y < 303 && y > 299.5 - (x > 500 ? (x - 500) / 5 : 0) ? 0.1 : 0.97 - 0.16 * billow(x / 60, y / 4)
  if (near(x, y, [437, 26], [441, 300], 2.6)) return 1
  if (near(x, y, [328, 278], [440, 282], 2.2)) return 1
  if (near(x, y, [346, 130], [436, 86], 1.9)) return 1
  if (near(x, y, [548, 288], [618, 270], 1.9)) return 1
  if (inside(main, x, y)) return 0.04 + 0.5 * ((x - 338) / 100) ** 2 + 0.07 * Math.sin(x / 6 - y / 40)
  if (inside(top, x, y)) return 0.08 + 0.4 * ((x - 362) / 70) ** 2
  if (inside(stay, x, y)) return 0.2 + 0.55 * ((x - 444) / 76)
  if (inside(jib, x, y)) return 0.12 + 0.5 * ((x - 462) / 140)
  if (near(x, y, [441, 30], [616, 270], 1.1) || near(x, y, [437, 36], [326, 292], 0.9)) return 0.9
  if (near(x, y, [470, 284], [470, 272], 5) || Math.hypot(x - 470, y - 267) < 4.5) return 1
  return undefined
}

function quayShade(x: number, y: number): number | undefined {
  const wall: Point[] = [
    [720, 318],
    [622, 330],
    [622, 352],
    [600, 354],
    [600, 440],
    [720, 440],
  ]
  const post = near(x, y, [650, 326], [650, 222], 2.6) || near(x, y, [640, 222], [660, 222], 1.6)
  if (Math.hypot(x - 650, y - 211) < 7.5) return 0
  if (post || (Math.abs(x - 650) < 10 && y > 199 && y < 203)) return 1
  if (near(x, y, [694, 326], [694, 306], 7) || near(x, y, [685, 307], [703, 307], 3.4)) return 0.96
  if (!inside(wall, x, y)) return undefined
  const course = Math.floor((y - 318) / 18)
  const joint = (y - 318) % 18 < 2.6 || (x + course * 23) % 46 < 2.6
  return joint ? 1 : 0.52 + 0.34 * billow(x / 30 + course, y / 14)
}

const swell = (x: number, y: number): number =>
  Math.sin(x / (9 + (y - 250) / 7) + y / 5) * (0.5 + (y - 250) / 120) + Math.sin(x / 53 + y / 31) * 1.6

const bump = (x: number, centre: number, width: number): number => Math.exp(-(((x - centre) / width) ** 2))

function inside(shape: readonly Point[], x: number, y: number): boolean {
  let within = false
  shape.forEach(([x1, y1], place) => {
    const [x0, y0] = shape.at(place - 1) ?? [0, 0]
    if (y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1) within = !within
  })
  return within
}

function near(x: number, y: number, [x0, y0]: Point, [x1, y1]: Point, reach: number): boolean {
  const [dx, dy] = [x1 - x0, y1 - y0]
  const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy) < reach
}

/** Smooth noise between 0 and 1, the same every time. */
function billow(x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)]
  const [u, v] = [ease(x - column), ease(y - row)]
  const above = grain(column, row) * (1 - u) + grain(column + 1, row) * u
  const below = grain(column, row + 1) * (1 - u) + grain(column + 1, row + 1) * u
  return above * (1 - v) + below * v
}

const ease = (t: number): number => t * t * (3 - 2 * t)

function grain(x: number, y: number): number {
  const wild = Math.sin(x * 127.1 + y * 311.7) * 43758.5453
  return wild - Math.floor(wild)
}
