/// What one file after the other makes of the configuration: a later file replaces the keys of an earlier one.
public struct ConfigurationReading: Sendable {
    /// What the lines without fault say.
    public private(set) var configuration = Configuration()
    /// In the order of the files and their lines.
    public private(set) var faults: [ConfigurationFault] = []
    /// The files in the order in which they were read.
    public private(set) var files: [String] = []

    private var places: [String: ConfigurationFault.Place] = [:]

    /// Nothing read yet: the defaults.
    public init() {}

    /// Where a key has its value from; nil for a default.
    public func place(section: String, key: String) -> ConfigurationFault.Place? { places[section + "/" + key] }

    /// Takes the next file.
    public mutating func read(_ bytes: [UInt8], from file: String) {
        files.append(file)
        do throws(ConfigurationFault) {
            take(ConfigurationFile(try Self.text(bytes, file), path: file))
        } catch {
            faults.append(error)
        }
    }

    /// Takes a fault of a file that could not be read.
    mutating func add(_ fault: ConfigurationFault) {
        faults.append(fault)
    }

    private mutating func take(_ file: ConfigurationFile) {
        faults += file.faults
        for entry in file.entries {
            let place = entry.key.section + "/" + entry.name
            if entry.value.isEmpty {
                entry.key.reset(entry.name, &configuration)
                places[place] = nil
            } else if entry.key.apply(entry.name, entry.value, &configuration) {
                places[place] = entry.place
            }
        }
    }

    /// UTF-8, with or without a byte order mark.
    private static func text(_ bytes: [UInt8], _ file: String) throws(ConfigurationFault) -> String {
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        guard !isWide else {
            throw ConfigurationFault("ce fichier est en UTF-16 ; enregistrez-le en UTF-8", at: .init(file: file))
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let text = String(decoding: content, as: UTF8.self)
        if content.contains(0) {
            throw ConfigurationFault("un octet nul n'a pas sa place ici", at: place(of: "\0", in: text, file))
        }
        guard String(validating: content, as: UTF8.self) != nil else {
            throw ConfigurationFault(
                "ce fichier n'est pas en UTF-8 ; enregistrez-le en UTF-8", at: place(of: "\u{FFFD}", in: text, file))
        }
        return text
    }

    private static func place(of scalar: Unicode.Scalar, in text: String, _ file: String) -> ConfigurationFault.Place {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let line = lines.firstIndex { $0.unicodeScalars.contains(scalar) } ?? 0
        let column = lines[line].firstIndex { $0.unicodeScalars.contains(scalar) } ?? lines[line].startIndex
        return .init(
            file: file, line: line + 1, column: lines[line].distance(from: lines[line].startIndex, to: column) + 1)
    }
}
