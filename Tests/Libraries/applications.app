%% For applications.erl.
{application, applications, [
    {description, "An application for tests"},
    {vsn, "1.2.3"},
    {modules, [applications]},
    {registered, [applications_sup]},
    {applications, [kernel, stdlib, applications_base]},
    {env, [{limit, 10}, {name, "text"}, {terms, #{'B c' => [1.5e3, $a, 16#ff, -4 | <<"x">>]}}]},
    {mod, {applications, [argument]}}
]}.
