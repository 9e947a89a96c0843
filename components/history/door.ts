/** The books as a page reads them by itself, slice by slice: the background has no part in it. */
import type { Entry, Filter, Remark } from '../../lib/core/history'
import type { Life } from '../../lib/core/life'

export type HistoryDoor = {
  /** Numbers of the rows that match, newest first. Whoever takes no more ends the reading. */
  numbers(filter: Filter): AsyncGenerator<number[]>
  /** The rows themselves. */
  entries(filter: Filter): AsyncGenerator<Entry[]>
  /** These rows, in the order given; undefined for one that cannot be read. */
  read(ids: number[]): Promise<(Entry | undefined)[]>
  /** One row in full; undefined where there is none, or it cannot be read. */
  life(id: number): Promise<Life | undefined>
  /** Writes a remark in place of the one that was there. */
  remark(id: number, remark: Remark): Promise<void>
}
