// node express.js express, or express4

import { mistaken, port, token } from './token.js';

const { default: express } = await import(process.argv[2]);

const app = express();
app.use('/parsed', express.json());
app.all(['/token', '/parsed/token'], token);
app.all('/mistaken', mistaken);
app.all('/mistaken/req', (req) => token(req));
app.listen(port);
