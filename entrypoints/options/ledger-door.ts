import type { HistoryDoor } from '../../components/history/door'
import { tellNews } from '../../lib/messages/call'
import { type Database, openDatabase } from '../../lib/store/database'
import { entries, entriesOf, lifeIn, numbers, setRemark } from '../../lib/store/ledger'

export const ledgerDoor: HistoryDoor = {
  numbers: (filter) => reading((database) => numbers(database, filter)),
  entries: (filter) => reading((database) => entries(database, filter)),
  read: (ids) => using((database) => entriesOf(database, ids)),
  life: (id) => using((database) => lifeIn(database, id)),
  async remark(id, remark) {
    await using((database) => setRemark(database, id, remark))
    tellNews()
  },
}

async function* reading<T>(read: (database: Database) => AsyncGenerator<T>): AsyncGenerator<T> {
  const database = await openDatabase()
  try {
    yield* read(database)
  } finally {
    database.close()
  }
}

async function using<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase()
  try {
    return await work(database)
  } finally {
    database.close()
  }
}
