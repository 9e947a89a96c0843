/** The books as a page reads them by itself, slice by slice: the background has no part in it. */
import type { Entry, Filter } from '../../lib/core/history'

export type HistoryDoor = {
  /** Numbers of the rows that match, newest first. Whoever takes no more ends the reading. */
  numbers(filter: Filter): AsyncGenerator<number[]>
  /** The rows themselves. */
  entries(filter: Filter): AsyncGenerator<Entry[]>
  /** These rows, in the order given; undefined for one that cannot be read. */
  read(ids: number[]): Promise<(Entry | undefined)[]>
}
