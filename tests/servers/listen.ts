import { once } from 'node:events'
import type { Server } from 'node:http'

/** Starts on loopback, on a free port unless one is named, and says which. */
export async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address.port
}

/** Ends the connections as well: a seller that keeps silent would otherwise keep us waiting. */
export async function shut(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
