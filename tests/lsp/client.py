"""A client of `pgscribe lsp`, as editors are: it starts the executable and speaks the protocol over its pipes. A test is a
request and its answer, or a change and the diagnostics of its version: nothing waits for time to pass."""
import json
import pathlib
import subprocess
import tempfile


class Client:
    def __init__(self, executable: str, folder: pathlib.Path, encodings=(), initialize=True):
        self.folder = folder
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([pathlib.Path(executable).resolve(), "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=self.log, cwd="/")
        self.next_id = 0
        self.diagnostics = {}  # the last ones of each path
        if initialize:
            general = {"general": {"positionEncodings": list(encodings)}} if encodings else {}
            self.capabilities = self.request("initialize", {
                "processId": None, "rootUri": folder.as_uri(), "capabilities": general})["capabilities"]
            self.notify("initialized", {})

    # --- the base protocol

    def send_raw(self, data: bytes):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        self.send_text(json.dumps(message).encode())

    def send_text(self, text: bytes):
        self.send_raw(b"Content-Length: %d\r\n\r\n%s" % (len(text), text))

    def receive(self):
        """The next message; everything on the pipe has to be one."""
        length = None
        while (line := self.process.stdout.readline()) != b"\r\n":
            assert line, "the server has closed its output: " + self.logged()
            name, value = line.rstrip(b"\r\n").split(b": ")
            assert name == b"Content-Length", line
            length = int(value)
        message = json.loads(self.process.stdout.read(length))
        assert message["jsonrpc"] == "2.0", message
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.diagnostics[self.name(params["uri"])] = params
        return message

    def answer(self, id_):
        while (message := self.receive()).get("id", "none") != id_ or "method" in message:
            assert "error" not in message or message["id"] is not None, message
        return message

    def post(self, method, params):
        """Sends a request and gives its id."""
        self.next_id += 1
        self.send({"jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params})
        return self.next_id

    def request(self, method, params):
        message = self.answer(self.post(method, params))
        assert "error" not in message, message
        return message["result"]

    def error(self, method, params):
        return self.answer(self.post(method, params))["error"]

    def notify(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    # --- documents

    def uri(self, name):
        return (self.folder / name).as_uri()

    def name(self, uri):
        prefix = self.folder.as_uri() + "/"
        return uri[len(prefix):] if uri.startswith(prefix) else uri

    def open(self, name, text=None, version=1):
        if text is None:
            text = (self.folder / name).read_bytes().decode()
        self.notify("textDocument/didOpen", {
            "textDocument": {"uri": self.uri(name), "languageId": "sql", "version": version, "text": text}})
        return self.diagnostics_of(name, version)

    def change(self, name, version, *changes):
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri(name), "version": version}, "contentChanges": list(changes)})

    def change_and_wait(self, name, version, *changes):
        self.change(name, version, *changes)
        return self.diagnostics_of(name, version)

    def close(self, name):
        self.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(name)}})

    def diagnostics_of(self, name, version):
        while self.diagnostics.get(name, {}).get("version") != version:
            self.receive()
        return self.diagnostics[name]["diagnostics"]

    def at(self, name, line, character):
        return {"textDocument": {"uri": self.uri(name)}, "position": {"line": line, "character": character}}

    def ask(self, method, name, line, character, **more):
        return self.request("textDocument/" + method, {**self.at(name, line, character), **more})

    # --- the end

    def logged(self):
        self.log.seek(0)
        return self.log.read().decode()

    def end(self):
        """Shuts down in order; what is left on the pipe is messages only."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.wait()

    def stop(self):
        """Whatever state it is in."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.log):
            pipe.close()

    def wait(self):
        self.process.stdin.close()
        while self.process.stdout.peek(1):
            self.receive()
        self.process.stdout.close()
        return self.process.wait()


def place(line, character):
    return {"line": line, "character": character}


def text_range(line, start, end):
    return {"start": place(line, start), "end": place(line, end)}


def replacement(line, start, end, text):
    return {"range": text_range(line, start, end), "text": text}
