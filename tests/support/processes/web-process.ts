import { createServer } from 'node:http';

// A web process that listens, and then says that it serves, or ends when it is told to, as one whose jobs cannot start.
process.once('message', () => process.exit(1));
createServer().listen(Number(process.env['PORT']), '127.0.0.1', () => {
  if (process.argv[2] === 'serves') process.send?.('serving');
});
