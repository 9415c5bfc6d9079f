import bodyParser from 'body-parser';
import connect from 'connect';
import { mistaken, port, token } from './token.js';

const app = connect();
app.use('/parsed', bodyParser.json());
app.use('/parsed/token', token);
app.use('/token', token);
app.use('/mistaken', mistaken);
app.listen(port);
