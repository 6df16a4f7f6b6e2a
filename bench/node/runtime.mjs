// Lambda's runtime protocol, as small as it can be: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import http from 'node:http';
import { handler } from './handler.mjs';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function send(method, path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: `/2018-06-01/runtime/invocation/${path}`, agent }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ headers: response.headers, text: Buffer.concat(parts).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

for (;;) {
  const { headers, text } = await send('GET', 'next');
  const id = headers['lambda-runtime-aws-request-id'];
  try {
    await send('POST', `${id}/response`, JSON.stringify(await handler(JSON.parse(text))));
  } catch (e) {
    await send('POST', `${id}/error`, JSON.stringify({ errorMessage: `${e.stack}`, errorType: e.name }));
  }
}
