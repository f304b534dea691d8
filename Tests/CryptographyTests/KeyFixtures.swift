/// A throw-away key made with `openssl genrsa 1024`, and what `openssl` 3.0 computed with it.
enum KeyFixtures {
    static let privateKey = """
        -----BEGIN PRIVATE KEY-----
        MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBALRbLfiA8rCXcnm+
        5SgZyvN/pe9NZbAKo5Qa04J1E0WAlSnTBG9pmCJm3DQXxnx1OZ8UZenRorwUMAXW
        6xXyf47RB+Bg8J5ZlxLoxwc8ac5jKtXuAJBOlpr2iFiY4DuNEq4UBY2j8gZR/oX8
        X4f/8VrN3T5gXAzTFJl43xpXsmcXAgMBAAECgYBJhCk29Ij4hqM5ESEjuW/K1atz
        4h6jJZMMGetBcCuM1x72T3etWmOTEk6MRWy46qe0OoJYTwWAmNICb1qgNZrckv9a
        8Z1eRR69yB6ZJ4sqa1va51O0Z+bGB63cyz2YklBj63AEdyPd9a1Z8gebP9616P+E
        bUYxudVyaiBFSL6f0QJBAN36O1nCJkuWOWu6t9dvtUknSIFZnEnW/o9o557naLAE
        FuuMWCbKHIJuF7rtNMfK2A8kzwtdS5+/IWpEd2CCRpUCQQDP/9h/ov/Nex6wRm2n
        +meyPyMPokKVa9FkdbPui5k7dZr5SZUYzLYHWAJ43BcBPYMS2G2tGF65tugMR0Ut
        PKf7AkAHiwBHTYylluY+neqvXHFpmfchxhzEeZTO5L6yLKTnDkyFFpDMSKPtXrZZ
        uMPJYkAzS4nplfMC66jEBq2Tzvl9AkEAjM64c3+XCDXHCrJC3aqItIRFafoAdULu
        F8IOsvhSHYx6AzSq+ITs3X/Y/JSSBkbsCr/1T27mAXcvE9DTpdIgLQJBAJWz1z7a
        oiYcE/RSQRiuhzMUIBbIhCn2lmA2wwuj6xZ9c2kKRmYTK9iy6px/qroe5Je+pByA
        PQRIeStbhsB8zW8=
        -----END PRIVATE KEY-----
        """

    /// The same key, encrypted.
    static let encryptedPrivateKey = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIIC3TBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQI9S6jVcVQ9n4CAggA
        MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBD9oSASHpIgnnbce6xhuSiFBIIC
        gFWJD+ulcl2m/Zp+vhHZXVAIVJvJH7hTq09F+cU/lGxYQeeycXx8B5nQx0zLt6Y7
        R58k1jgiQRN7/UcJksyh0RTj2NxzVGPWQufNdIZZb9mgnoBGetd1qWJ0gVIfjeys
        UmsfovS4Tl9X9/8FQUYN/GFx02/SPV/ou3BcMvrqRvxi7j5z7+rsodSMJGBX8UK2
        jXKxTW6IhZUd+u+VyqyoR+aHMeqSZnjEqgXhzf4TlV1gTp2DwMuNw6qPZG+09PIj
        6jtoh9gkWR/uqerjmNR1fyPIUmjZx7/Ibfe8foZvAZk/Xdr6vnXwzzxGg9KPwGC8
        AFRtepOWPCV0yiDi61LDfuTXGH0YimDXWMNqg+gjArp0LJG+S2CWY0JLwmNf4tuI
        uGj70kAY1ulfjgSwQ0h5z8PAmi0vLMA8mNuAiPZCkhZXXseYHO6mx+Hvx+DtOw6V
        fMtNw56nwONbgU1USir/cZ4tzu3xobiRd39kNcM4UZxFcQBrdi4tH7juGvLW79Im
        9zBbRElxaz1paKwDnX7nnD/4AVrNMY/eY3F7wOwB6TkLms+Py3araNuBOPoRXfXW
        SAyMp5+krcWXWthsuKCUyAmka5r3Mv+yqZdeLvkSmT4gA4NIDkarNfUjdwb5oKg7
        v3lYij4WyHFi6rkZkouNGuXgFMlDfYdfOy+8g/7O8FGKug690LoL6uaHuqDcOsrD
        nOViA5DbZpCNk795ZEfWoVk6fwBJQCDOElSVOWeDxHchMZI/yi6d/Kg0VsbC4De/
        LwK8Jts0GV/t94ncesR0akTZ5h73Q++wOrsAjcKAsr2dDn2oLs9DtN65UEyakJeT
        ++/GRPk6mV6Rva6yy/aYYVI=
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// `openssl dgst -sha256 -sign` over "message".
    static let sha256Signature = """
        aIG5XP88LG8aYFWv3qiKSPL7j82a0iPEGt0IZEmXAGaKyznk7t1yIprHUtaaXvSzogG1sZNPG8rO
        oqW6ZXDeH8DHPERw+Gjy80ZbQZF560897WSh1O6CUJDGZei4XJ17Iygln+nObE7tno9sBrzuYkV6
        0vJ/zP9hIJjjH7GUs6E=
        """

    /// `openssl dgst -sha1 -sign` over "message".
    static let sha1Signature = """
        iqoTVWmVtPXTBQY/eLDRFnx1+mJEQa2LqJEoHEq3CgOD2UHAtVXI6YD/epeRYU286iq6p/bHzASv
        n2VlIugA5y2DjTMJyt+fL+bDjIXzQcJLS91OR4MiwyD76euq8QbX1JiVyvrCRdf0QkcQ3MT/Usfn
        Rd0oz3YbaPk7C80BCmI=
        """

    /// `openssl pkeyutl -encrypt` with PKCS#1 v1.5 padding of "a secret".
    static let cipherText = """
        EX6qLW6vTNqn+fu6Xm5B94DHfYvF4wHRw5pU5msbNiIQ9fo1lGjQsOOlyBK2pSpi5n/ARweCry04
        +zANswH7O9wJ2JHihykhWgZm9HsdTaecCHCIhUFr+OKptiBt8UBnVjSlWjusc2ZNygABkvbp/Eab
        KkhNovGIrk38btMMbXg=
        """

    /// A self-signed certificate with a P-256 key.
    static let ellipticCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBbzCCARWgAwIBAgIUFw8t+o5yzIn3PULCyBuCg86pEr4wCgYIKoZIzj0EAwIw
        DTELMAkGA1UEAwwCZWMwHhcNMjYxMTIxMTEwMzIzWhcNMzYxMTE4MTEwMzIzWjAN
        MQswCQYDVQQDDAJlYzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJrM/2aqMxhY
        UWb3a7HLSBNOvmAAJTA0pZafNZEGNVn0RUMWC7YzRQKZpUdXQRdLqZRU6X8B6IWP
        jSuXNrU/xoWjUzBRMB0GA1UdDgQWBBRxdzXBxBuxSmbdQzmsZ7833alTbzAfBgNV
        HSMEGDAWgBRxdzXBxBuxSmbdQzmsZ7833alTbzAPBgNVHRMBAf8EBTADAQH/MAoG
        CCqGSM49BAMCA0gAMEUCIQDKJ3ECw+m/AiHNn5zpaf4X3pGOQlLMLaFOoMA2v7u4
        ZAIgJMoCFxNhGl2nGUk13C/W87V501fRLE6q7bcKDqo8gCU=
        -----END CERTIFICATE-----
        """
}
