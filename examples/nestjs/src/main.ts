import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { LoginController } from './login.controller.js';
import { session } from './session.js';
import { TokenController } from './token.controller.js';

@Module({ controllers: [LoginController, TokenController] })
class AppModule {}

const app = await NestFactory.create(AppModule);
app.use(session);
await app.listen(process.env.PORT ?? 3000);
