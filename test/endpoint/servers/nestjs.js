// Without a compiler, which writes the decorators as these calls.

import 'reflect-metadata';
import { All, Controller, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mistaken, port, token } from './token.js';

class TokenController {
  answer(req, res) {
    return token(req, res);
  }

  answerWrongly(req, res) {
    return mistaken(req, res);
  }
}

class AppModule {}

route('answer', ['token', 'parsed/token']);
route('answerWrongly', 'mistaken');
Controller()(TokenController);
Module({ controllers: [TokenController] })(AppModule);

function route(name, paths) {
  Req()(TokenController.prototype, name, 0);
  Res()(TokenController.prototype, name, 1);
  const method = Object.getOwnPropertyDescriptor(TokenController.prototype, name);
  All(paths)(TokenController.prototype, name, method);
}

// NestJS adds the body parsers of Express itself.
const app = await NestFactory.create(AppModule, { logger: false });
await app.listen(port);
