import { Controller, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { signIn } from './session.js';

@Controller('login')
export class LoginController {
  // Replace it with your sign-in, which asks for a password.
  @Post()
  login(@Query('memberId') memberId: string, @Res() res: Response): void {
    signIn(memberId, res);
  }
}
