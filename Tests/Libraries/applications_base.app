{application, applications_base, [{description, "A library"}, {vsn, "0.1"}, {modules, []}, {registered, []},
    {applications, [kernel, stdlib]}]}.
