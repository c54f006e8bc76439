"""A gateway of SMS and chat for a test: HTTPS, with a token. It prints each notice that it stores before it
answers, so that a test can end it between the two. Arguments: folder, a word that is not read, the number of
the notice at which it says `held` and nothing more (0: never)."""

import http.server
import json
import ssl
import sys
import threading

folder, hold = sys.argv[1], int(sys.argv[3])
stored, lock = [], threading.Lock()


def say(*words):
    print(*words, sep="|", flush=True)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.headers["authorization"] != "Bearer secret":
            return self.answer(401)
        key = self.headers["idempotency-key"]
        with lock:
            known = key in stored
            stored.append(key)
            say("stored", key, body["id"] == key, body["way"], body["to"], body["language"], body["subject"],
                body["text"])
            if len(stored) == hold:
                say("held")
                threading.Event().wait()
        self.answer(409 if known else 202)

    def answer(self, code):
        self.send_response(code)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *words):
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(f"{folder}/certificate.pem", f"{folder}/key.pem")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
say(server.server_address[1])
server.serve_forever()
