import AgentCore
import AgentHTTP
import Glibc

/// The sockets that the service manager passed, held against what the agent serves: loopback TCP and one Unix socket.
///
/// Port and path are the configuration's; a port 0 is the passed one. What is not passed is opened by the agent. Whatever else is
/// passed is a fault of the units, told in a sentence: a port on another address would be open to the network, and half an
/// endpoint is none.
enum PassedSockets {
    /// The first descriptor that is passed (`SD_LISTEN_FDS_START`).
    private static let first: Int32 = 3

    /// Recognises each descriptor and keeps it from programs that we start. Throws the first fault.
    static func recognise(
        _ listening: ServiceEnvironment.Listening?, for configuration: Configuration
    ) throws(ConfigurationFault) -> PassedListeners {
        guard let listening else { return PassedListeners() }
        guard let count = listening.count else {
            throw ConfigurationFault("LISTEN_FDS : le nombre de prises transmises est attendu.")
        }
        var passed = PassedListeners()
        for index in 0..<count {
            let descriptor = first + Int32(index)
            let name = listening.names.indices.contains(index) ? listening.names[index] : ""
            let told = "prise transmise \(descriptor)" + (name.isEmpty ? "" : " (\(name))")
            guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
                throw ConfigurationFault("\(told) : ce descripteur n'est pas ouvert.")
            }
            try add(descriptor, told, to: &passed, configuration)
        }
        return passed
    }

    private static func add(
        _ descriptor: Int32, _ told: String, to passed: inout PassedListeners, _ configuration: Configuration
    ) throws(ConfigurationFault) {
        guard option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue) else {
            throw ConfigurationFault("\(told) : une prise de type flux (ListenStream=) est attendue.")
        }
        guard option(SO_ACCEPTCONN, of: descriptor) == 1 else {
            throw ConfigurationFault("\(told) : cette prise n'écoute pas (Accept=no est nécessaire).")
        }
        guard let address = LocalAddress(of: descriptor) else {
            throw ConfigurationFault("\(told) : l'adresse de cette prise n'est pas lisible.")
        }
        switch address {
        case .ipv4(let host, let port):
            guard host == "127.0.0.1" else { throw foreign(told, "\(host):\(port)") }
            try take(descriptor, told, &passed.ipv4, "127.0.0.1")
            try note(port, told, &passed, configuration)
        case .ipv6(let host, let port):
            guard host == "::1" else { throw foreign(told, "[\(host)]:\(port)") }
            try take(descriptor, told, &passed.ipv6, "::1")
            try note(port, told, &passed, configuration)
        case .unix(let path):
            guard isSame(path, configuration.socket) else {
                throw ConfigurationFault(
                    "\(told) : elle écoute sur \(path), alors que la configuration dit Socket=\(configuration.socket) ; "
                        + "mettez le même chemin aux deux endroits, \(restart).")
            }
            try take(descriptor, told, &passed.unix, path)
        case .other:
            throw ConfigurationFault("\(told) : seules une prise TCP et une prise locale sont servies.")
        }
    }

    /// Who passed a socket may see our files under a root of their own: then its path ends with ours, where a socket is.
    private static func isSame(_ passed: String, _ configured: String) -> Bool {
        guard passed != configured else { return true }
        var status = stat()
        guard passed.hasSuffix(configured), unsafe lstat(configured, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFSOCK
    }

    /// systemd opens the sockets only when their unit is started.
    private static let restart = "puis « systemctl restart insi-agent.socket insi-agent.service »"

    private static func take(
        _ descriptor: Int32, _ told: String, _ place: inout Int32?, _ address: String
    ) throws(ConfigurationFault) {
        guard place == nil else { throw ConfigurationFault("\(told) : \(address) est transmise deux fois.") }
        place = descriptor
    }

    private static func note(
        _ port: Int, _ told: String, _ passed: inout PassedListeners, _ configuration: Configuration
    ) throws(ConfigurationFault) {
        guard [0, port].contains(configuration.port) else {
            throw ConfigurationFault(
                "\(told) : elle écoute sur le port \(port), alors que la configuration dit Port=\(configuration.port) ; "
                    + "mettez le même port dans insi-agent.socket et dans la configuration, \(restart).")
        }
        guard passed.port == nil || passed.port == port else {
            throw ConfigurationFault("\(told) : 127.0.0.1 et ::1 doivent avoir le même port.")
        }
        passed.port = port
    }

    private static func foreign(_ told: String, _ address: String) -> ConfigurationFault {
        ConfigurationFault(
            "\(told) : elle écoute sur \(address) ; l'agent ne sert que 127.0.0.1 et ::1, jamais le réseau.")
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }

    /// Before an end that another start does not mend: lets go of whoever waits, after half a second.
    ///
    /// A connection that nobody takes would have the service manager start the agent again at once, and for ever; after a number
    /// of starts it would give up the port, and another program could take it.
    static func turnAway(_ listening: ServiceEnvironment.Listening?) {
        guard let count = listening?.count, count > 0 else { return }
        usleep(500_000)
        for descriptor in first..<(first + Int32(count)) where option(SO_ACCEPTCONN, of: descriptor) == 1 {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while unsafe poll(&waiting, 1, 0) > 0 {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { break }
                close(connection)
            }
        }
    }
}
