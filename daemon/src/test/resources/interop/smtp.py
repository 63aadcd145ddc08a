"""A mail server: port, certificate, key, and the file that takes its mails."""
import signal
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

port, certificate, key, mails = sys.argv[1:]


class Keep:
    async def handle_DATA(self, server, session, envelope):
        with open(mails, "a", encoding="utf-8") as file:
            file.write("tls=%s to=%s\n" % (session.ssl is not None, envelope.rcpt_tos))
            file.write(envelope.content.decode("utf-8") + "\n")
        return "250 OK"


def login(server, session, envelope, mechanism, data):
    return AuthResult(success=data.password == b"right", handled=False)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
controller = Controller(
    Keep(), hostname="127.0.0.1", port=int(port), tls_context=context, require_starttls=True,
    auth_required=True, authenticator=login)
controller.start()
open(mails, "w").close()
signal.pause()
