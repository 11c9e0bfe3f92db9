// What Node itself costs: takes a whole request, verifies nothing, answers 200.
import { createServer } from 'node:http';

const server = createServer(async (request, response) => {
  for await (const _ of request);
  response.end('Oversigt');
});

server.listen(0, () => {
  const address = server.address();
  console.error(`port ${typeof address === 'object' ? address?.port : ''}`);
});
