/// Writes a picture as PNG (ISO/IEC 15948): grey of one bit, 300 dots per inch.
///
/// Written here, with stored deflate blocks (RFC 1951, 3.2.4), so that no library for pictures or compression is needed: a
/// symbol is some twelve kilobytes so, which never leave the machine.
enum PNGWriter {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// 300 dots per inch, in dots per metre.
    private static let dotsPerMetre: UInt32 = 11_811
    private static let largestBlock = 65_535

    static func bytes(of bitmap: Bitmap) -> [UInt8] {
        let header = big(UInt32(bitmap.width)) + big(UInt32(bitmap.height)) + [1, 0, 0, 0, 0]
        return signature + chunk("IHDR", header)
            + chunk("pHYs", big(dotsPerMetre) + big(dotsPerMetre) + [1])
            + chunk("IDAT", stored(filtered(bitmap))) + chunk("IEND", [])
    }

    /// Each row after its filter: none.
    private static func filtered(_ bitmap: Bitmap) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity((bitmap.rowSize + 1) * bitmap.height)
        for row in 0..<bitmap.height {
            bytes.append(0)
            bytes += bitmap.bytes[row * bitmap.rowSize..<(row + 1) * bitmap.rowSize]
        }
        return bytes
    }

    /// A zlib stream (RFC 1950) that compresses nothing.
    private static func stored(_ data: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(start + largestBlock, data.count)
            let length = UInt16(end - start)
            stream += [end == data.count ? 1 : 0]
            stream += [UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
            stream += data[start..<end]
            start = end
        } while start < data.count
        return stream + big(adler32(data))
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return big(UInt32(data.count)) + body + big(crc32(body))
    }

    private static func big(_ number: UInt32) -> [UInt8] {
        [UInt8(number >> 24), UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
    }

    private static func adler32(_ data: [UInt8]) -> UInt32 {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in data {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }

    private static func crc32(_ data: [UInt8]) -> UInt32 {
        ~data.reduce(~UInt32(0)) { crc, byte in remainders[Int(UInt8(crc & 0xFF) ^ byte)] ^ (crc >> 8) }
    }

    private static let remainders: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
    }
}
