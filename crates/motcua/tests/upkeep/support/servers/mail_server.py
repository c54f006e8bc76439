"""A mail server for a test. It wants TLS and a user, refuses some addresses, and prints each mail that it
stores before it answers, so that a test can end it between the two. Arguments: folder, `starttls` or
`implicit`, the number of the mail at which it says `held` and nothing more (0: never)."""

import asyncio
import email
import email.policy
import ssl
import sys
import time

from aiosmtpd.smtp import SMTP, AuthResult

folder, mode, hold = sys.argv[1], sys.argv[2], int(sys.argv[3])
stored = 0


def say(*words):
    print(*words, sep="|", flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        refusals = {
            "gone": "550 5.1.1 No such user",
            "relay": "554 5.7.1 Relay access denied",
            "full": "552 5.2.2 Mailbox full",
            "busy": "451 4.3.2 Later",
        }
        if refusal := refusals.get(address.split("@")[0]):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global stored
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        stored += 1
        name = mail["message-id"].strip("<>").split("@")[0]
        say("stored", name, envelope.content.isascii(), mail["auto-submitted"], mail["from"],
            mail["subject"], mail.get_content().strip())
        if stored == hold:
            say("held")
            time.sleep(3600)
        return "250 OK"


def check(server, session, envelope, mechanism, login):
    known = (login.login, login.password) == (b"motcua", b"secret")
    # An answer that is not handled here is given by the library.
    return AuthResult(success=known, handled=False)


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/certificate.pem", f"{folder}/key.pem")
    starttls = mode == "starttls"

    def factory():
        return SMTP(
            Handler(), hostname="localhost", authenticator=check, auth_required=True,
            require_starttls=starttls, tls_context=context if starttls else None,
            auth_require_tls=starttls,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(factory, "127.0.0.1", 0, ssl=None if starttls else context)
    say(server.sockets[0].getsockname()[1])
    await asyncio.Future()


asyncio.run(main())
